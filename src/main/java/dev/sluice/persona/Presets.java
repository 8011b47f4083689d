package dev.sluice.persona;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.exchange.Samplers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sampling presets of a folder, and those that come with the product.
record Presets(Path folder) {
    private static final String WHAT = "preset";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// A preset's parameters; what is none of sampling is left out.
    ///
    /// @throws dev.sluice.exchange.RefusedException where there is none of that name, or its file cannot be read
    Map<String, JsonNode> named(String name) {
        NamedFile file = NamedFile.find(folder, WHAT, name, List.of("yaml", "yml"), PlainYaml.LARGEST)
                .orElseThrow(() -> NamedFile.refused(
                        WHAT,
                        "names no preset that exists here: put '" + name
                                + "'.yaml into the folder characters.presets-dir."));
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        PlainYaml.read(file, WHAT).forEach((member, value) -> {
            if (value != null && Samplers.NAMES.contains(member)) {
                parameters.put(member, MAPPER.valueToTree(value));
            }
        });
        return parameters;
    }
}
