package dev.sluice.exchange;

import java.util.Optional;

/// Exchanges images, sounds and files within a caller's document, in its own words. Thread-safe.
@FunctionalInterface
public interface PartRewriting {

    /// The document with other parts; empty where none is exchanged, or the document has none.
    ///
    /// @param dialect the document's language
    Optional<Document> rewritten(Dialect dialect, Document document, Change change);

    /// What becomes of one part.
    @FunctionalInterface
    interface Change {
        /// Whether images may be exchanged at all: they are large, and are not looked at in vain.
        default boolean images() {
            return true;
        }

        /// @param part an image, a sound or a file whose content is told
        /// @param place where it stands in the request, for example `messages[0].content[1]`
        /// @return the same where nothing is to be exchanged
        /// @throws RefusedException where the part cannot be given
        Part of(Part part, String place);
    }
}
