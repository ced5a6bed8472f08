package dev.verdigris.e2e.measures;

/**
 * The numbers of lines with code, and of lines with only a comment, in a Java text.
 *
 * @param code lines with code on them
 * @param comments lines with a comment only
 */
record LineCount(int code, int comments) {

    private enum State {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        STRING,
        CHARACTER,
        TEXT_BLOCK
    }

    static LineCount of(String text) {
        State state = State.CODE;
        int code = 0;
        int comments = 0;
        for (String line : text.lines().toList()) {
            Line read = Line.read(line, state);
            code += read.hasCode ? 1 : 0;
            comments += read.hasComment && !read.hasCode ? 1 : 0;
            state = read.state;
        }
        return new LineCount(code, comments);
    }

    /** One line while it is read. */
    private static final class Line {

        private final String text;
        private State state;
        private boolean hasCode;
        private boolean hasComment;
        private int at;

        private Line(String text, State state) {
            this.text = text;
            this.state = state;
        }

        static Line read(String text, State start) {
            Line line = new Line(text, start);
            while (line.at < text.length()) {
                line.step();
            }
            if (line.state != State.BLOCK_COMMENT && line.state != State.TEXT_BLOCK) {
                line.state = State.CODE;
            }
            return line;
        }

        private void step() {
            switch (state) {
                case CODE -> code();
                case LINE_COMMENT -> at = text.length();
                case BLOCK_COMMENT -> comment("*/");
                case STRING -> literal("\"");
                case CHARACTER -> literal("'");
                case TEXT_BLOCK -> literal("\"\"\"");
            }
        }

        private void code() {
            if (moves("//", State.LINE_COMMENT) || moves("/*", State.BLOCK_COMMENT)) {
                hasComment = true;
            } else if (moves("\"\"\"", State.TEXT_BLOCK) || moves("\"", State.STRING) || moves("'", State.CHARACTER)) {
                hasCode = true;
            } else {
                hasCode |= !Character.isWhitespace(text.charAt(at));
                at++;
            }
        }

        private void comment(String end) {
            hasComment |= !Character.isWhitespace(text.charAt(at));
            if (!moves(end, State.CODE)) {
                at++;
            }
        }

        private void literal(String end) {
            hasCode |= !Character.isWhitespace(text.charAt(at));
            if (text.charAt(at) == '\\') {
                at += 2;
            } else if (!moves(end, State.CODE)) {
                at++;
            }
        }

        /** Takes the token, if it is next, and enters the state. */
        private boolean moves(String token, State next) {
            if (!text.startsWith(token, at)) {
                return false;
            }
            at += token.length();
            state = next;
            return true;
        }
    }
}
