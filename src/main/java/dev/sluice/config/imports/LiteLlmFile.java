package dev.sluice.config.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// LiteLLM's `config.yaml` (docs.litellm.ai, "Overview" of the proxy's configuration, 2026-08): deployments become
/// providers, one for each account, and public names become aliases.
final class LiteLlmFile {
    private static final int MOST_TRIES = 3;
    private static final Map<String, String> STRATEGIES = Map.of(
            "simple-shuffle", "weighted",
            "least-busy", "least-busy",
            "latency-based-routing", "least-latency",
            "cost-based-routing", "cheapest");

    private final Function<String, Optional<KnownVendor>> vendors;
    private final SluiceFile file = new SluiceFile();
    /// Accounts by their names, in the order of the file.
    private final Map<String, Map<String, Object>> accounts = new LinkedHashMap<>();
    private final Map<String, List<String>> targets = new LinkedHashMap<>();

    LiteLlmFile(Function<String, Optional<KnownVendor>> vendors) {
        this.vendors = vendors;
    }

    Imported read(Map<?, ?> root) {
        var members = new Members(root);
        if (members.value("model_list").orElse(List.of()) instanceof Iterable<?> items) {
            items.forEach(item ->
                    LiteLlmDeployment.read(Members.of(item), vendors, file).ifPresent(this::add));
        }
        accounts.forEach((name, entry) -> file.entry("providers", name, entry));
        Members router = members.members("router_settings");
        Members settings = members.members("litellm_settings");
        aliases(router, settings);
        limits(router, settings);
        members.members("general_settings")
                .text("master_key")
                .ifPresent(key -> file.set("auth.admin-key", LiteLlmDeployment.secret(key)));
        members.unasked().forEach(name -> file.remark(name + ": has no counterpart here"));
        return file.imported();
    }

    private void add(LiteLlmDeployment deployment) {
        String account = account(deployment);
        String target = account + "/" + deployment.model();
        // an asterisk lets every model of the vendor through, which a provider does by itself
        if (!deployment.model().contains("*")) {
            targets.computeIfAbsent(deployment.group(), group -> new ArrayList<>())
                    .add(target);
        }
        if (!deployment.prices().isEmpty()) {
            file.price(target, deployment.prices().get(0), deployment.prices().get(1));
        }
    }

    /// The name of an account: the vendor's, with a number where there are several.
    private String account(LiteLlmDeployment deployment) {
        String name = deployment.vendor().name();
        for (int number = 1; ; number++) {
            String numbered = number == 1 ? name : name + "-" + number;
            Map<String, Object> entry = new LinkedHashMap<>(deployment.entry());
            if (number > 1) {
                entry.putIfAbsent("kind", deployment.vendor().kind());
                vendors.apply(name).ifPresent(known -> address(entry, known));
            }
            Map<String, Object> there = accounts.putIfAbsent(numbered, entry);
            if (there == null || there.equals(entry)) {
                return numbered;
            }
        }
    }

    /// What a preset knows by its name must be said of a second account.
    private static void address(Map<String, Object> entry, KnownVendor known) {
        if (entry.putIfAbsent("base-url", known.baseUrl()) == null
                && !known.keyVariable().isEmpty()) {
            entry.putIfAbsent("api-key", "${" + known.keyVariable() + ":}");
        }
    }

    private void aliases(Members router, Members settings) {
        String asked = router.text("routing_strategy").orElse("simple-shuffle");
        String strategy = STRATEGIES.get(asked);
        if (strategy == null) {
            file.remark("router_settings.routing_strategy: " + asked + " has no counterpart here, weighted is taken");
        }
        Map<String, List<String>> fallbacks = fallbacks(router);
        fallbacks(settings).forEach(fallbacks::putIfAbsent);
        targets.forEach((group, own) -> alias(group, own, fallbacks.getOrDefault(group, List.of()), strategy));
        router.members("model_group_alias").all().forEach((name, group) -> {
            List<String> same = targets.get(String.valueOf(group));
            if (same != null) {
                alias(name, same, List.of(), strategy);
            }
        });
    }

    private void alias(String group, List<String> own, List<String> next, @Nullable String strategy) {
        List<String> all = new ArrayList<>(own);
        next.forEach(name -> all.addAll(targets.getOrDefault(name, List.of(name))));
        if (all.size() > own.size() && own.size() > 1) {
            file.remark(
                    "aliases." + group + ": its own targets are taken in order, because others follow as fallbacks");
        }
        if (own.size() == 1 || all.size() > own.size()) {
            file.entry("aliases", group, all);
        } else {
            Map<String, Object> alias = new LinkedHashMap<>();
            alias.put("strategy", strategy == null ? "weighted" : strategy);
            alias.put("targets", all);
            file.entry("aliases", group, alias);
        }
    }

    /// LiteLLM writes a list of objects, each with one name and those that follow it.
    private static Map<String, List<String>> fallbacks(Members settings) {
        Map<String, List<String>> fallbacks = new LinkedHashMap<>();
        if (settings.value("fallbacks").orElse(List.of()) instanceof Iterable<?> items) {
            items.forEach(item -> {
                Members one = Members.of(item);
                one.all().keySet().forEach(name -> fallbacks.put(name, one.texts(name)));
            });
        }
        return fallbacks;
    }

    private void limits(Members router, Members settings) {
        router.number("timeout")
                .or(() -> settings.number("request_timeout"))
                .ifPresent(seconds -> file.set("limits.request-timeout", seconds.toPlainString() + "s"));
        router.number("num_retries")
                .or(() -> settings.number("num_retries"))
                .ifPresent(retries ->
                        file.set("limits.tries-per-provider", Math.clamp(retries.intValue() + 1, 1, MOST_TRIES)));
        router.ignore("num_retries", "timeout");
        settings.ignore("num_retries", "request_timeout", "drop_params", "set_verbose");
        router.unasked().forEach(name -> file.remark("router_settings." + name + ": has no counterpart here"));
        settings.unasked().forEach(name -> file.remark("litellm_settings." + name + ": has no counterpart here"));
    }
}
