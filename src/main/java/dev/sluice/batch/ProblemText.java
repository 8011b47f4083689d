package dev.sluice.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The problems of a batch as its row keeps them.
final class ProblemText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<List<LineProblem>> LIST = new TypeReference<>() {};

    private ProblemText() {}

    static String write(List<LineProblem> problems) {
        try {
            return MAPPER.writeValueAsString(problems);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<LineProblem> read(@Nullable String text) {
        try {
            return text == null ? List.of() : MAPPER.readValue(text, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
