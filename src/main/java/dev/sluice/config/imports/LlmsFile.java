package dev.sluice.config.imports;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// llms.py's `llms.json`, as its versions 2 and 3 write it (github.com/ServiceStack/llms, 2026-08).
final class LlmsFile {
    private static final int MOST_TRIES = 3;
    /// A request template of llms.py and the default that its model becomes here.
    private static final Map<String, String> TEMPLATES = Map.of(
            "text", "defaults.model",
            "out:image", "defaults.image-model",
            "out:audio", "defaults.speech-model");

    private final Function<String, Optional<KnownVendor>> vendors;
    private final SluiceFile file = new SluiceFile();
    private final Map<String, String> idsByDisplayName = new LinkedHashMap<>();

    LlmsFile(Function<String, Optional<KnownVendor>> vendors) {
        this.vendors = vendors;
    }

    Imported read(Map<?, ?> root) {
        var members = new Members(root);
        file.set("providers", new LinkedHashMap<String, Object>());
        members.members("providers").all().forEach(this::provider);
        limits(members.members("limits"));
        defaults(members.members("defaults"));
        images(members.members("convert"));
        members.ignore("version", "disable_extensions", "loading");
        members.unasked().forEach(name -> file.remark(name + ": has no counterpart here"));
        return file.imported();
    }

    private void provider(String name, Object value) {
        var provider = new LlmsProvider(name, Members.of(value), vendors.apply(name));
        provider.models()
                .forEach((id, model) ->
                        Members.of(model).text("name").ifPresent(shown -> idsByDisplayName.putIfAbsent(shown, id)));
        provider.addTo(file);
    }

    private void limits(Members limits) {
        limits.number("client_timeout")
                .ifPresent(seconds -> file.set("limits.request-timeout", seconds.toPlainString() + "s"));
        limits.number("client_max_size").ifPresent(bytes -> file.set("server.max-body", bytes.toBigInteger() + "B"));
        limits.number("retries")
                .map(BigDecimal::intValue)
                .ifPresent(tries -> file.set("limits.tries-per-provider", Math.clamp(tries, 1, MOST_TRIES)));
        limits.unasked().forEach(name -> file.remark("limits." + name + ": has no counterpart here"));
    }

    private void images(Members convert) {
        Members image = convert.members("image");
        image.text("max_size")
                .filter(box -> box.matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}"))
                .ifPresent(box -> file.set("images.max-size", box));
        image.number("max_length").ifPresent(bytes -> file.set("images.max-bytes", bytes.toBigInteger() + "B"));
        image.unasked().forEach(name -> file.remark("convert.image." + name + ": has no counterpart here"));
        convert.unasked().forEach(name -> file.remark("convert." + name + ": has no counterpart here"));
    }

    private void defaults(Members defaults) {
        defaults.ignore("events", "voice", "check", "compact", "image", "audio", "file", "headers");
        TEMPLATES.forEach((template, key) -> defaults.members(template)
                .text("model")
                .ifPresent(model -> file.set(key, idsByDisplayName.getOrDefault(model, model))));
        defaults.unasked().forEach(name -> file.remark("defaults." + name + ": has no counterpart here"));
    }
}
