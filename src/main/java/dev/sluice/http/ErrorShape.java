package dev.sluice.http;

import dev.sluice.exchange.Failure;

/// In whose words a caller is told what went wrong: those of the API that the address belongs to.
enum ErrorShape {
    OPENAI {
        @Override
        int status(Failure failure) {
            return dev.sluice.dialect.openai.ErrorWriter.status(failure);
        }

        @Override
        byte[] json(Failure failure, String requestId, String footer) {
            return dev.sluice.dialect.openai.ErrorWriter.json(failure, footer);
        }

        @Override
        byte[] defect(String requestId, String footer) {
            return dev.sluice.dialect.openai.ErrorWriter.defect(requestId, footer);
        }
    },
    ANTHROPIC {
        @Override
        int status(Failure failure) {
            return dev.sluice.dialect.anthropic.ErrorWriter.status(failure);
        }

        @Override
        byte[] json(Failure failure, String requestId, String footer) {
            return dev.sluice.dialect.anthropic.ErrorWriter.json(failure, requestId);
        }

        @Override
        byte[] defect(String requestId, String footer) {
            return dev.sluice.dialect.anthropic.ErrorWriter.defect(requestId);
        }
    };

    private static final String MESSAGES = "/v1/messages";

    /// @param path as the doors know it, with its first slash
    /// @param versioned whether the caller names a version of Anthropic's API
    static ErrorShape of(String path, boolean versioned) {
        boolean messages = (path + "/").startsWith(MESSAGES + "/") || ofProvider(path);
        boolean models = (path + "/").startsWith("/v1/models/");
        return messages || models && versioned ? ANTHROPIC : OPENAI;
    }

    private static boolean ofProvider(String path) {
        return path.startsWith("/api/") && (path.endsWith("/messages") || path.endsWith("/messages/count_tokens"));
    }

    abstract int status(Failure failure);

    /// The failure as JSON, for an answer or for the last event of a stream.
    abstract byte[] json(Failure failure, String requestId, String footer);

    /// A bug as JSON: nothing of the inside is told.
    abstract byte[] defect(String requestId, String footer);
}
