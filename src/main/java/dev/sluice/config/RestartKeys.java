package dev.sluice.config;

import java.util.ArrayList;
import java.util.List;

/// Which changes take effect only when the program starts again.
final class RestartKeys {
    private RestartKeys() {}

    static List<String> changed(SluiceConfig started, SluiceConfig now) {
        var keys = new ArrayList<String>();
        note(keys, "server.host", started.server().host(), now.server().host());
        note(keys, "server.port", started.server().port(), now.server().port());
        note(keys, "server.tls", started.server().tls(), now.server().tls());
        note(
                keys,
                "server.public-api",
                started.server().publicApi(),
                now.server().publicApi());
        note(keys, "server.executor", started.server().executor(), now.server().executor());
        note(keys, "data", started.data(), now.data());
        return keys;
    }

    private static void note(List<String> keys, String key, Object before, Object after) {
        if (!before.equals(after)) {
            keys.add(key);
        }
    }
}
