package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.map;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.exchange.Document;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Reads the body of `POST /v1/batches`.
public final class BatchRequestReader {
    private static final int MOST_METADATA = 16;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 512;
    private static final long LEAST_SECONDS = 3_600;
    private static final long MOST_SECONDS = 2_592_000;

    private BatchRequestReader() {}

    /// @param metadata a JSON object as it came
    public record Asked(
            String endpoint,
            String inputFile,
            @Nullable String metadata,
            @Nullable Duration keepOutput) {}

    /// @param endpoints those that a batch may name
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule
    public static Asked read(byte[] body, Collection<String> endpoints) {
        Document document = Document.parse(body);
        ObjectNode tree = document.tree();
        var problems = new Problems();
        object().required("input_file_id", text(id -> !id.isEmpty(), "must not be empty"))
                .required("endpoint", word(endpoints.toArray(String[]::new)))
                .required("completion_window", word("24h"))
                .optional(
                        "metadata",
                        map(text(
                                value -> value.length() <= LONGEST_VALUE,
                                "must be at most " + LONGEST_VALUE + " characters long")))
                .optional(
                        "output_expires_after",
                        object().required("anchor", word("created_at"))
                                .required("seconds", integer(LEAST_SECONDS, MOST_SECONDS)))
                .check(tree, Place.BODY, problems);
        metadata(tree.path("metadata"), problems);
        problems.refuse();
        JsonNode seconds = tree.path("output_expires_after").path("seconds");
        return new Asked(
                tree.path("endpoint").asText(),
                tree.path("input_file_id").asText(),
                tree.path("metadata").isObject()
                        ? document.member("metadata")
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .orElse(null)
                        : null,
                seconds.isNumber() ? Duration.ofSeconds(seconds.longValue()) : null);
    }

    private static void metadata(JsonNode metadata, Problems problems) {
        boolean longNames =
                metadata.properties().stream().anyMatch(entry -> entry.getKey().length() > LONGEST_NAME);
        if (metadata.size() > MOST_METADATA || longNames) {
            problems.add(
                    Flaw.VALUE,
                    Place.BODY.member("metadata"),
                    "must have at most " + MOST_METADATA + " names of at most " + LONGEST_NAME + " characters");
        }
    }
}
