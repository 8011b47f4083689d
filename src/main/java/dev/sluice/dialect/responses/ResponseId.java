package dev.sluice.dialect.responses;

import java.security.SecureRandom;

/// Ids of responses and their items. Those that are made here can be told from an upstream's, whose letters are
/// hexadecimal: no upstream may be sent one, as it would look for it in vain.
public final class ResponseId {
    private static final String MADE_HERE = "sl";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 46;
    // an id is what a stored response is asked for by, so it must not be guessed
    private static final SecureRandom RANDOM = new SecureRandom();

    private ResponseId() {}

    public static String response() {
        return made("resp_");
    }

    /// An id with the prefix of its kind: `msg_`, `fc_`, `rs_`, `call_`.
    public static String made(String prefix) {
        var id = new StringBuilder(prefix.length() + 2 + LENGTH).append(prefix).append(MADE_HERE);
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /// Whether an id is no upstream's.
    public static boolean madeHere(String id) {
        return id.startsWith(MADE_HERE, id.indexOf('_') + 1);
    }
}
