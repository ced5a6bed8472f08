package dev.verdigris.sandbox.postgres;

import java.util.Locale;

/** The machines for which there are binaries. */
enum Platform {
    LINUX_AMD64("linux-x86_64"),
    LINUX_ARM64("linux-arm_64"),
    MAC_AMD64("darwin-x86_64"),
    MAC_ARM64("darwin-arm_64");

    private final String label;

    Platform(String label) {
        this.label = label;
    }

    /** The name of the archive on the class path. */
    String archive() {
        return "postgres-" + label + ".txz";
    }

    String label() {
        return label;
    }

    static Platform current() throws PostgresStartException {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** The platform that the JDK names so. */
    static Platform of(String osName, String osArch) throws PostgresStartException {
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.equals("linux") && (arm || intel)) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (os.startsWith("mac") && (arm || intel)) {
            return arm ? MAC_ARM64 : MAC_AMD64;
        }
        throw new PostgresStartException("there is no embedded PostgreSQL for " + osName + " on " + osArch
                + "; it runs on Linux and macOS, on x86-64 and arm64");
    }
}
