package dev.sluice.exchange;

/// Tokens that one reply cost, as the upstream counted them.
///
/// @param input tokens of the prompt, cached ones included
/// @param output tokens of the answer, reasoning included
/// @param cached tokens of the prompt that the upstream read from its cache
/// @param reasoning tokens of the answer that were reasoning
public record Usage(long input, long output, long cached, long reasoning) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage more) {
        return new Usage(input + more.input, output + more.output, cached + more.cached, reasoning + more.reasoning);
    }

    public long total() {
        return input + output;
    }
}
