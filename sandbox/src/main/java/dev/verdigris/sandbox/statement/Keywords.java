package dev.verdigris.sandbox.statement;

final class Keywords {
    private Keywords() {}

    static boolean isReserved(String word) {
        return false;
    }
}
