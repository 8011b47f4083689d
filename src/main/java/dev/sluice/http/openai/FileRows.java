package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.Page;
import dev.sluice.batch.StoredFile;
import java.util.List;

/// Files as OpenAI's API shows them.
final class FileRows {
    private FileRows() {}

    static ObjectNode of(StoredFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", file.id())
                .put("object", "file")
                .put("bytes", file.bytes())
                .put("created_at", file.createdAt().getEpochSecond())
                .put("expires_at", file.expiresAt().getEpochSecond())
                .put("filename", file.filename())
                .put("purpose", file.purpose())
                .put("status", "processed");
    }

    static ObjectNode of(Page<StoredFile> page) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        List<StoredFile> rows = page.rows();
        rows.forEach(file -> data.add(of(file)));
        return list.put("first_id", rows.isEmpty() ? "" : rows.getFirst().id())
                .put("last_id", rows.isEmpty() ? "" : rows.getLast().id())
                .put("has_more", page.more());
    }

    static ObjectNode deleted(String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "file")
                .put("deleted", true);
    }
}
