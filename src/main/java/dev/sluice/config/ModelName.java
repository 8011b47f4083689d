package dev.sluice.config;

import java.util.regex.Pattern;

/// Which names a request can ask for.
final class ModelName {
    static final String RULE =
            "names must not be empty, longer than 256 or hold an empty or dot segment, ? # % \\ or control characters";

    private static final Pattern FORBIDDEN = Pattern.compile("[?#%\\\\\\p{Cntrl}]|(^|/)\\.{0,2}(/|$)");

    private ModelName() {}

    static boolean fits(String name) {
        return name.length() <= 256 && !FORBIDDEN.matcher(name).find();
    }
}
