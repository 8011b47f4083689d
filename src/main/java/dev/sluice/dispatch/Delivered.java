package dev.sluice.dispatch;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import java.util.ArrayList;
import java.util.List;

/// What a reply has brought so far, for replies whose upstream does not tell what they cost: those that were cut, and
/// those of upstreams that never tell. Used by one thread.
///
/// A guess: most upstreams send a token in each piece, and a token is about four characters. Of a piece whose bytes
/// pass through only the length is looked at, less that of the first, which says little but who speaks.
final class Delivered {
    private static final int CHARACTERS_OF_A_TOKEN = 4;

    private long pieces;
    private long characters;
    private int envelope = -1;

    void take(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.Text text -> piece(text.delta().length());
            case ReplyEvent.Thought thought -> piece(thought.delta().length());
            case ReplyEvent.Refused refused -> piece(refused.delta().length());
            case ReplyEvent.ToolCall call -> piece(call.arguments().length());
            case ReplyEvent.Chunk chunk -> chunk(chunk.json().length);
            default -> {}
        }
    }

    private void piece(int length) {
        if (length > 0) {
            pieces++;
            characters += length;
        }
    }

    private void chunk(int length) {
        if (envelope < 0) {
            envelope = length;
        } else {
            pieces++;
            characters += Math.max(0, length - envelope);
        }
    }

    /// Takes what a whole answer says. One that cannot be taken apart is passed on all the same: a guess must not fail
    /// it.
    void whole(ReplyEvent.Whole answer, ChatRequest request) {
        List<ReplyEvent> said = new ArrayList<>();
        try {
            request.decoding().accept(answer, said);
        } catch (RefusedException e) {
            characters += answer.json().length;
        }
        said.stream().filter(event -> !(event instanceof ReplyEvent.Whole)).forEach(this::take);
    }

    Usage usage(ChatRequest request) {
        return new Usage(prompt(request), Math.max(pieces, characters / CHARACTERS_OF_A_TOKEN), 0, 0);
    }

    private static long prompt(ChatRequest request) {
        try {
            long length = 0;
            for (Message message : request.prompt().messages()) {
                length += CHARACTERS_OF_A_TOKEN + message.text().length();
            }
            return length / CHARACTERS_OF_A_TOKEN;
        } catch (RefusedException e) {
            // it is in words that only its own dialect has
            return request.document().bytes().length / CHARACTERS_OF_A_TOKEN;
        }
    }
}
