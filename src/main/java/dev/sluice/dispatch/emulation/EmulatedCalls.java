package dev.sluice.dispatch.emulation;

import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes calls of what a model wrote as calls; all other text goes on as it comes, but for the beginning of a mark.
final class EmulatedCalls implements ReplyStream {
    private final ReplyStream reply;
    private final List<String> tools;
    private final Map<Integer, Choice> choices = new HashMap<>();
    private final Queue<ReplyEvent> ready = new ArrayDeque<>();

    private static final class Choice {
        final StringBuilder held = new StringBuilder();
        int calls;
    }

    EmulatedCalls(ReplyStream reply, List<String> tools) {
        this.reply = reply;
        this.tools = tools;
    }

    @Override
    public @Nullable ReplyEvent next() {
        while (ready.isEmpty()) {
            ReplyEvent event = reply.next();
            if (event == null) {
                choices.forEach((index, choice) -> release(index, choice, choice.held.length()));
                return ready.poll();
            }
            take(event);
        }
        return ready.remove();
    }

    private void take(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.Text(int index, String delta) -> {
                Choice choice = choices.computeIfAbsent(index, any -> new Choice());
                choice.held.append(delta);
                scan(index, choice);
            }
            case ReplyEvent.Finished(int index, String reason) -> {
                Choice choice = choices.computeIfAbsent(index, any -> new Choice());
                scanRest(index, choice);
                boolean called = choice.calls > 0 && reason.equals("stop");
                ready.add(new ReplyEvent.Finished(index, called ? "tool_calls" : reason));
            }
            default -> ready.add(event);
        }
    }

    private void scan(int index, Choice choice) {
        while (true) {
            int open = choice.held.indexOf(ToolEmulation.OPEN);
            if (open < 0) {
                release(index, choice, choice.held.length() - begun(choice.held));
                return;
            }
            release(index, choice, open);
            int close = choice.held.indexOf(ToolEmulation.CLOSE);
            if (close < 0) {
                return;
            }
            call(
                    index,
                    choice,
                    choice.held.substring(ToolEmulation.OPEN.length(), close),
                    close + ToolEmulation.CLOSE.length());
        }
    }

    /// At the end a call may lack its closing mark.
    private void scanRest(int index, Choice choice) {
        scan(index, choice);
        if (choice.held.indexOf(ToolEmulation.OPEN) == 0) {
            call(index, choice, choice.held.substring(ToolEmulation.OPEN.length()), choice.held.length());
        }
        release(index, choice, choice.held.length());
    }

    private void call(int index, Choice choice, String json, int end) {
        WrittenCall written = WrittenCall.read(json);
        if (written == null || !tools.contains(written.name())) {
            text(index, choice.held.substring(0, end));
        } else {
            ready.add(new ReplyEvent.ToolCall(
                    index,
                    choice.calls++,
                    "call_" + UUID.randomUUID().toString().replace("-", ""),
                    written.name(),
                    written.arguments()));
        }
        choice.held.delete(0, end);
    }

    /// Lets the first `length` characters go; white space between calls says nothing.
    private void release(int index, Choice choice, int length) {
        if (length > 0) {
            String text = choice.held.substring(0, length);
            choice.held.delete(0, length);
            if (choice.calls == 0 || !text.isBlank()) {
                text(index, text);
            }
        }
    }

    private void text(int index, String text) {
        ready.add(new ReplyEvent.Text(index, text));
    }

    /// How many characters at the end may be the beginning of a mark.
    private static int begun(StringBuilder held) {
        for (int length = Math.min(held.length(), ToolEmulation.OPEN.length() - 1); length > 0; length--) {
            if (ToolEmulation.OPEN.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    @Override
    public boolean ready() {
        return !ready.isEmpty() || reply.ready();
    }

    @Override
    public void close() {
        reply.close();
    }
}
