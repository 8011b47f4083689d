package dev.sluice.provider.guide;

/// What the manual says under one heading.
///
/// @param document the file it stands in, as a reader of the repository finds it
/// @param headings the headings above it and its own, outermost first, parted by ` › `; the document's title is left
/// out
///     unless it is the only one
/// @param heading its own heading
/// @param level 1 for the document's title, 2 for its sections, and so on; [#ROW] for a row of a long table
/// @param text the Markdown under the heading, without it; never blank
record Passage(String document, String headings, String heading, int level, String text) {
    static final int ROW = 7;

    /// Where to read on, for a person.
    String source() {
        return document + ", “" + heading + "”";
    }
}
