package dev.sluice.config.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `sluice.yaml` as it grows. Used by one thread.
final class SluiceFile {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /// Sets a key, its path by dots.
    void set(String path, Object value) {
        String[] names = path.split("\\.");
        Map<String, Object> group = settings;
        for (int i = 0; i < names.length - 1; i++) {
            group = group(group, names[i]);
        }
        group.put(names[names.length - 1], value);
    }

    /// Sets an entry whose name may hold dots.
    void entry(String group, String name, Object value) {
        group(settings, group).put(name, value);
    }

    /// Sets what a model costs, in dollars for a million tokens.
    void price(String pattern, BigDecimal input, BigDecimal output) {
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("input", plain(input));
        price.put("output", plain(output));
        entry("prices", pattern, price);
    }

    /// The price of a million from the price of one.
    static BigDecimal ofMillion(BigDecimal one) {
        return one.multiply(MILLION);
    }

    /// YAML would mark a whole number of this class as a fraction.
    private static Number plain(BigDecimal number) {
        BigDecimal brief = new BigDecimal(number.stripTrailingZeros().toPlainString());
        return brief.scale() > 0 ? brief : brief.toBigInteger();
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    boolean has(String group, String name) {
        return group(settings, group).containsKey(name);
    }

    Imported imported() {
        settings.values().removeIf(value -> value instanceof Map<?, ?> group && group.isEmpty());
        return new Imported(settings, remarks);
    }

    @SuppressWarnings("unchecked") // only this class puts groups there
    private static Map<String, Object> group(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.computeIfAbsent(name, unset -> new LinkedHashMap<String, Object>());
    }
}
