package dev.sluice.provider.wire;

import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ThoughtSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes reasoning that a model left in its text, between `<think>` tags, for what it is: of neutral events.
public final class ThoughtFrames implements FrameReader {
    private final FrameReader frames;
    private final List<ReplyEvent> read = new ArrayList<>(2);
    private final Map<Integer, ThoughtSplit> splits = new HashMap<>();

    public ThoughtFrames(FrameReader frames) {
        this.frames = frames;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        split(() -> frames.accept(name, data, read), out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        split(() -> frames.whole(json, read), out);
    }

    @Override
    public void end(List<ReplyEvent> out) {
        split(() -> frames.end(read), out);
    }

    @Override
    public void cut(List<ReplyEvent> out) {
        split(() -> frames.cut(read), out);
    }

    @Override
    public boolean answered() {
        return frames.answered();
    }

    @Override
    public boolean over() {
        return frames.over();
    }

    @Override
    public boolean byLines() {
        return frames.byLines();
    }

    /// What came before a failure is told before it.
    private void split(Runnable reading, List<ReplyEvent> out) {
        read.clear();
        try {
            reading.run();
        } finally {
            read.forEach(event -> take(event, out));
        }
    }

    private void take(ReplyEvent event, List<ReplyEvent> out) {
        switch (event) {
            case ReplyEvent.Text(int choice, String delta) -> at(choice).feed(delta, parts(choice, out));
            case ReplyEvent.ToolCall call -> {
                at(call.choice()).end(parts(call.choice(), out));
                out.add(call);
            }
            case ReplyEvent.Finished finished -> {
                at(finished.choice()).end(parts(finished.choice(), out));
                out.add(finished);
            }
            default -> out.add(event);
        }
    }

    private ThoughtSplit at(int choice) {
        return splits.computeIfAbsent(choice, any -> new ThoughtSplit());
    }

    private static ThoughtSplit.Parts parts(int choice, List<ReplyEvent> out) {
        return new ThoughtSplit.Parts() {
            @Override
            public void thought(String text) {
                out.add(new ReplyEvent.Thought(choice, text));
            }

            @Override
            public void text(String text) {
                out.add(new ReplyEvent.Text(choice, text));
            }
        };
    }
}
