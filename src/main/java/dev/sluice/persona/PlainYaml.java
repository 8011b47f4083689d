package dev.sluice.persona;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads small YAML files of maps. Only plain values come out of them: no tags, few aliases, bounded in size and depth.
final class PlainYaml {
    static final int LARGEST = 512 * 1024;

    private static final int MOST_ALIASES = 20;

    private PlainYaml() {}

    /// @param what the member that names the file, for messages
    static Map<String, Object> read(NamedFile file, String what) {
        var settings = LoadSettings.builder()
                .setLabel(file.name())
                .setSchema(new CoreSchema())
                .setCodePointLimit(LARGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowRecursiveKeys(false)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            Object read = new Load(settings).loadFromString(new String(file.bytes(), StandardCharsets.UTF_8));
            if (read instanceof Map<?, ?> map) {
                Map<String, Object> members = new LinkedHashMap<>();
                map.forEach((key, value) -> members.put(String.valueOf(key), value));
                return members;
            }
        } catch (YamlEngineException | StackOverflowError e) {
            throw NamedFile.refused(what, "names a file that is not valid YAML.");
        }
        throw NamedFile.refused(what, "names a file that holds no map of settings.");
    }
}
