package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// Images that a caller wants made.
///
/// @param asked the request as it came; edits and variations bring their images along
/// @param prompt empty for a variation
/// @param count how many
/// @param size `auto` or for example `1024x1024`; null where the caller does not care
/// @param form in which the caller wants them; null where the caller does not care
/// @param stream whether the caller wants to see them grow
public record ImageRequest(
        Task task,
        Posted asked,
        String prompt,
        int count,
        @Nullable String size,
        @Nullable Form form,
        boolean stream) {

    /// Whether the caller wants the addresses of copies that are kept here (`download_media`), not the provider's own.
    public boolean copied() {
        boolean said = switch (asked) {
            case JsonRequest json ->
                json.document().tree().path("download_media").booleanValue();
            case FormRequest fields ->
                fields.value("download_media").filter("true"::equals).isPresent();
        };
        return said && form != Form.BASE64;
    }

    /// What is to be done.
    public enum Task {
        GENERATION("/images/generations"),
        EDIT("/images/edits"),
        VARIATION("/images/variations");

        private final String path;

        Task(String path) {
            this.path = path;
        }

        /// OpenAI's path below `/v1`.
        public String path() {
            return path;
        }
    }

    /// How an image is handed over.
    public enum Form {
        URL,
        BASE64
    }
}
