package dev.sluice.exchange;

/// Whether a model may, must or must not call a tool.
public sealed interface ToolChoice {
    /// The model decides.
    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    /// Some tool, whichever.
    record Required() implements ToolChoice {}

    /// This one.
    record Named(String tool) implements ToolChoice {}
}
