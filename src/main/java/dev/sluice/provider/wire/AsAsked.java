package dev.sluice.provider.wire;

import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.ReplyEvent;
import java.util.ArrayList;
import java.util.List;

/// Leaves out of a reply what the caller asked not to get and the upstream cannot be told: tool calls after the first,
/// and reasoning.
public final class AsAsked implements FrameReader {
    private final FrameReader frames;
    private final boolean oneCall;
    private final boolean hidden;
    private final List<ReplyEvent> read = new ArrayList<>(2);

    private AsAsked(FrameReader frames, boolean oneCall, boolean hidden) {
        this.frames = frames;
        this.oneCall = oneCall;
        this.hidden = hidden;
    }

    /// `frames`, with neutral events, as far as `prompt` wants them.
    public static FrameReader by(Prompt prompt, FrameReader frames) {
        boolean oneCall = Boolean.FALSE.equals(prompt.parallelTools());
        boolean hidden = Boolean.FALSE.equals(prompt.reasoning().shown());
        return oneCall || hidden ? new AsAsked(frames, oneCall, hidden) : frames;
    }

    @Override
    public void accept(String name, byte[] data, List<ReplyEvent> out) {
        wanted(() -> frames.accept(name, data, read), out);
    }

    @Override
    public void whole(byte[] json, List<ReplyEvent> out) {
        wanted(() -> frames.whole(json, read), out);
    }

    @Override
    public void end(List<ReplyEvent> out) {
        wanted(() -> frames.end(read), out);
    }

    private void wanted(Runnable reading, List<ReplyEvent> out) {
        read.clear();
        try {
            reading.run();
        } finally {
            read.stream().filter(this::wanted).forEach(out::add);
        }
    }

    private boolean wanted(ReplyEvent event) {
        return switch (event) {
            case ReplyEvent.ToolCall call -> !oneCall || call.index() == 0;
            case ReplyEvent.Thought thought -> !hidden;
            default -> true;
        };
    }

    @Override
    public boolean over() {
        return frames.over();
    }

    @Override
    public boolean byLines() {
        return frames.byLines();
    }
}
