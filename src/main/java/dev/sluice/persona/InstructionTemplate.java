package dev.sluice.persona;

/// How a conversation is written down for one family of models.
///
/// @param source a Jinja template
/// @param bos the token that a text begins with; empty = none
/// @param eos the token that ends a turn; empty = none
public record InstructionTemplate(String source, String bos, String eos) {

    /// One that a caller wrote.
    static InstructionTemplate of(String source) {
        return new InstructionTemplate(source, "", "");
    }
}
