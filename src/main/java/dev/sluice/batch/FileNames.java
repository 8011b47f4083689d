package dev.sluice.batch;

import java.security.SecureRandom;

/// Names of files and batches: those that are made here, and those that callers choose.
final class FileNames {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 24;
    private static final int LONGEST = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FileNames() {}

    /// An id that nobody can guess.
    static String id(String prefix) {
        var id = new StringBuilder(prefix);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /// A name that leads nowhere: the last part of a path, without what steers terminals, headers or file systems.
    static String plain(String asked) {
        String last = asked.substring(Math.max(asked.lastIndexOf('/'), asked.lastIndexOf('\\')) + 1);
        var kept = new StringBuilder();
        last.codePoints()
                .filter(FileNames::visible)
                .limit(LONGEST)
                .forEach(c -> kept.appendCodePoint("\"<>:|?*".indexOf(c) < 0 ? c : '_'));
        String name = kept.toString().strip();
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? "file" : name;
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
