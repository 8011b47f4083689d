package dev.sluice.config;

import java.util.List;
import java.util.function.Consumer;

/// Warns of a default provider that is not there. No error: it may be one that is found only when the program runs.
final class UnknownProvider {
    private static final List<String> ALWAYS_THERE = List.of("local", "guide");

    private UnknownProvider() {}

    static void tell(SluiceConfig config, Consumer<Notice> notices) {
        String wanted = config.defaults().provider();
        boolean known = wanted.isEmpty()
                || ALWAYS_THERE.contains(wanted)
                || config.providers().keySet().stream().anyMatch(wanted::equalsIgnoreCase);
        if (!known && !config.probeLoopback()) {
            notices.accept(Notice.warning("defaults.provider: there is no provider " + wanted
                    + NearestName.hint(wanted, config.providers().keySet())));
        }
    }
}
