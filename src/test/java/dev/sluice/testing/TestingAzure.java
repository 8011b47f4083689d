package dev.sluice.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An Azure OpenAI resource: OpenAI's dialect, with the findings of a content filter all over it.
public final class TestingAzure extends TestingOpenAi {
    private static final String SAFE = "{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}";
    private final String path;

    /// @param path of the `base-url`, with its query
    public TestingAzure(String path) {
        this.path = path;
    }

    public TestingAzure() {
        this("/openai?api-version=2024-10-21");
    }

    @Override
    public String kind() {
        return "azure";
    }

    @Override
    public String base(String root) {
        return root + path;
    }

    @Override
    public List<String> stream(String model, Said said) {
        List<String> events = new ArrayList<>();
        events.add(event("{\"id\":\"\",\"object\":\"\",\"created\":0,\"model\":\"\",\"choices\":[],"
                + "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":" + SAFE + "}]}"));
        super.stream(model, said)
                .forEach(one -> events.add(
                        one.replace("\"choices\":[{", "\"choices\":[{\"content_filter_results\":" + SAFE + ",")));
        return events;
    }

    @Override
    public String error(int status, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", String.valueOf(status));
        error.put("message", message);
        return Json.write(Map.of("error", error));
    }

    /// The refusal of a prompt by the content filter.
    public static TestingAnswer filtered(String message) {
        return TestingAnswers.body(400, "application/json", """
                {"error":{"message":%s,"type":null,"param":"prompt","code":"content_filter","status":400,
                 "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{
                  "hate":{"filtered":true,"severity":"high"},"jailbreak":{"filtered":false,"detected":false},
                  "violence":{"filtered":true,"severity":"medium"}}}}}""".formatted(Json.write(message)));
    }
}
