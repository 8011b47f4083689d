package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.WireFormatException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// How far each choice of a stream has come.
final class ChunkChoices {
    /// As many as a caller may ask for.
    static final int LIMIT = 128;

    private @Nullable Choice[] choices = new Choice[1];

    /// One choice.
    static final class Choice {
        final ChunkTools tools = new ChunkTools();
        boolean called;

        /// How many characters of its text have come.
        int said;

        boolean finished;
    }

    /// The choice, null where no message has named it yet.
    @Nullable
    Choice at(int index) {
        return index < choices.length ? choices[index] : null;
    }

    Choice begin(int index) {
        if (index >= choices.length) {
            choices = Arrays.copyOf(choices, index + 1);
        }
        var choice = new Choice();
        choices[index] = choice;
        return choice;
    }

    boolean any() {
        for (Choice choice : choices) {
            if (choice != null) {
                return true;
            }
        }
        return false;
    }

    int finished() {
        int finished = 0;
        for (Choice choice : choices) {
            finished += choice != null && choice.finished ? 1 : 0;
        }
        return finished;
    }

    void unfinished(IntConsumer action) {
        for (int i = 0; i < choices.length; i++) {
            Choice choice = choices[i];
            if (choice != null && !choice.finished) {
                action.accept(i);
            }
        }
    }

    /// An index as it stands in JSON; `absent` where it stands not.
    static int index(@Nullable JsonNode node, int absent, int limit) throws WireFormatException {
        if (node == null || node.isNull()) {
            return absent;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0 || node.intValue() >= limit) {
            throw new WireFormatException("sent an index that is not a small number");
        }
        return node.intValue();
    }
}
