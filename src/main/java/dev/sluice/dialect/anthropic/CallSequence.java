package dev.sluice.dialect.anthropic;

import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls of tools as blocks. Other dialects may tell the pieces of several calls in any order, a message only one call
/// after the other: the first that is not whole is told as it comes, the others wait for it.
///
/// Used by one thread.
final class CallSequence {
    private final BlockSequence blocks;
    private final Map<Integer, Call> calls = new LinkedHashMap<>();
    private @Nullable Call current;

    CallSequence(BlockSequence blocks) {
        this.blocks = blocks;
    }

    private static final class Call {
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
        private int told;
        private boolean over;
    }

    boolean any() {
        return !calls.isEmpty();
    }

    void accept(ReplyEvent.ToolCall piece, List<byte[]> out) {
        Call call = calls.computeIfAbsent(piece.index(), index -> new Call());
        if (piece.id() != null && call.id.isEmpty()) {
            call.id = piece.id();
        }
        if (piece.name() != null && call.name.isEmpty()) {
            call.name = piece.name();
        }
        call.arguments.append(piece.arguments());
        if (current == null || current != call && whole(current)) {
            finish(current, out);
            begin(call, out);
        }
        if (current == call) {
            tell(call, out);
        }
    }

    private static boolean whole(Call call) {
        try {
            return !call.arguments.isEmpty()
                    && WireJson.tree(call.arguments.toString().getBytes(StandardCharsets.UTF_8))
                            .isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private void begin(Call call, List<byte[]> out) {
        current = call;
        String id = call.id.isEmpty() ? MessageEventWriter.random("toolu_") : call.id;
        blocks.open(
                "tool_use", block -> block.put("id", id).put("name", call.name).putObject("input"), out);
    }

    private void tell(Call call, List<byte[]> out) {
        if (call.told < call.arguments.length()) {
            blocks.delta("input_json_delta", "partial_json", call.arguments.substring(call.told), out);
            call.told = call.arguments.length();
        }
    }

    private void finish(@Nullable Call call, List<byte[]> out) {
        if (call != null) {
            tell(call, out);
            call.over = true;
            blocks.close(out);
        }
    }

    /// Tells all calls to their end: something else follows.
    void settle(List<byte[]> out) {
        finish(current, out);
        current = null;
        for (Call call : calls.values()) {
            if (!call.over) {
                begin(call, out);
                finish(call, out);
                current = null;
            }
        }
    }
}
