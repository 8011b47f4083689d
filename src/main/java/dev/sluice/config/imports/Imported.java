package dev.sluice.config.imports;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Another gateway's configuration in Sluice's words.
///
/// @param settings the keys of `sluice.yaml`
/// @param remarks what could not be taken over and what an operator should look at, a sentence each, without secrets
public record Imported(Map<String, Object> settings, List<String> remarks) {
    public Imported {
        remarks = List.copyOf(remarks);
    }

    /// The text of a `sluice.yaml`.
    public String yaml() {
        var style = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(160)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return new Dump(style).dumpToString(settings);
    }
}
