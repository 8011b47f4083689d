package dev.sluice.http.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.Batch;
import dev.sluice.batch.BatchStatus;
import dev.sluice.batch.LineProblem;
import dev.sluice.batch.Page;
import dev.sluice.exchange.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Batches as OpenAI's API shows them.
final class BatchRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BatchRows() {}

    static ObjectNode of(Batch batch) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("id", batch.id())
                .put("object", "batch")
                .put("endpoint", batch.order().endpoint())
                .put("input_file_id", batch.order().inputFile())
                .put("completion_window", batch.order().window())
                .put("status", batch.status().word())
                .put("created_at", at(batch, BatchStatus.VALIDATING))
                .put("expires_at", batch.expiresAt().getEpochSecond());
        for (BatchStatus status : BatchStatus.values()) {
            if (status != BatchStatus.VALIDATING && batch.reached().containsKey(status)) {
                row.put(status.word() + "_at", at(batch, status));
            }
        }
        putWhereThere(row, "output_file_id", batch.outputFile());
        putWhereThere(row, "error_file_id", batch.errorFile());
        if (!batch.problems().isEmpty()) {
            row.set("errors", problems(batch.problems()));
        }
        row.putObject("request_counts")
                .put("total", batch.counts().total())
                .put("completed", batch.counts().completed())
                .put("failed", batch.counts().failed());
        putWhereThere(row, "model", batch.model());
        row.set("usage", usage(batch.usage()));
        metadata(row, batch.order().metadata());
        return row;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode told = MAPPER.createObjectNode().put("input_tokens", usage.input());
        told.putObject("input_tokens_details").put("cached_tokens", usage.cached());
        told.put("output_tokens", usage.output());
        told.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return told.put("total_tokens", usage.total());
    }

    private static @Nullable Long at(Batch batch, BatchStatus status) {
        var instant = batch.reached().get(status);
        return instant == null ? null : instant.getEpochSecond();
    }

    private static void putWhereThere(ObjectNode row, String name, @Nullable String value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    private static ObjectNode problems(List<LineProblem> problems) {
        ObjectNode errors = MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = errors.putArray("data");
        problems.forEach(problem -> data.addObject()
                .put("code", problem.code())
                .put("message", problem.message())
                .put("param", problem.param())
                .put("line", problem.line()));
        return errors;
    }

    private static void metadata(ObjectNode row, @Nullable String metadata) {
        try {
            row.set("metadata", metadata == null ? null : MAPPER.readTree(metadata));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode of(Page<Batch> page) {
        ObjectNode list = MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        page.rows().forEach(batch -> data.add(of(batch)));
        if (!page.rows().isEmpty()) {
            list.put("first_id", page.rows().getFirst().id());
            list.put("last_id", page.rows().getLast().id());
        }
        return list.put("has_more", page.more());
    }
}
