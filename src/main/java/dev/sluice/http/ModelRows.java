package dev.sluice.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.config.PriceConfig;
import dev.sluice.ledger.Prices;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows of the list of models: the default first, then every name that can be asked for, once.
public final class ModelRows {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private final Prices prices;

    private ModelRows(Prices prices) {
        this.prices = prices;
    }

    public static ModelRows of(Running running) {
        Catalog catalog = running.catalog();
        var list = new ModelRows(running.prices());
        List<Listing> enabled =
                catalog.listings().stream().filter(Listing::enabled).toList();
        list.addDefault(catalog, enabled);
        catalog.aliases().keySet().forEach(alias -> list.add(alias, ModelCard.of(alias), "alias", false));
        for (Listing listing : enabled) {
            listing.names().publicNames().forEach((name, card) -> list.add(name, card, listing.name(), false));
        }
        for (Listing listing : enabled) {
            listing.names()
                    .publicNames()
                    .forEach((name, card) -> list.add(listing.name() + "/" + name, card, listing.name(), false));
            list.add(listing.name(), ModelCard.of(listing.name()), listing.name(), true);
        }
        return list;
    }

    /// The models of one provider by their plain names.
    public static List<ObjectNode> of(Running running, Listing listing) {
        List<ObjectNode> rows = new ArrayList<>();
        listing.names()
                .publicNames()
                .forEach((name, card) -> rows.add(row(running.prices(), name, card, listing.name(), false)));
        return rows;
    }

    /// The models of one type as `provider/model`, in the order of their own names.
    ///
    /// @param type one of the words of [dev.sluice.provider.Capability#type()]
    public static List<ObjectNode> of(Running running, String type) {
        List<ObjectNode> rows = new ArrayList<>();
        running.catalog().listings().stream()
                .filter(Listing::enabled)
                .forEach(listing -> listing.names().publicNames().forEach((name, card) -> {
                    if (card.type().equals(type)) {
                        rows.add(row(running.prices(), listing.name() + "/" + name, card, listing.name(), false));
                    }
                }));
        rows.sort(Comparator.comparing(ModelRows::ownName, String.CASE_INSENSITIVE_ORDER));
        return rows;
    }

    private static String ownName(ObjectNode row) {
        String id = row.path("id").asText();
        return id.substring(id.indexOf('/') + 1);
    }

    /// Rows as a list of OpenAI's.
    public static ObjectNode list(List<ObjectNode> rows) {
        ObjectNode list = MAPPER.createObjectNode().put("object", "list");
        list.putArray("data").addAll(rows);
        return list;
    }

    public List<ObjectNode> all() {
        return new ArrayList<>(rows.values());
    }

    public Optional<ObjectNode> one(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    private void addDefault(Catalog catalog, List<Listing> enabled) {
        Optional<Listing> first = enabled.stream()
                .filter(listing -> catalog.defaults().provider().isEmpty()
                        ? listing.provider() instanceof ChatProvider
                        : listing.name().equalsIgnoreCase(catalog.defaults().provider()))
                .findFirst();
        String named = catalog.defaultModel("chat");
        if (!named.isEmpty() && !named.equals("auto")) {
            Stream.concat(first.stream(), enabled.stream())
                    .flatMap(listing -> listing.names().publicNames().entrySet().stream()
                            .filter(entry -> entry.getKey().equals(named)
                                    || (listing.name() + "/" + entry.getKey()).equals(named))
                            .map(entry -> Map.entry(listing, entry.getValue())))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> add(named, found.getValue(), found.getKey().name(), false),
                            () -> addUnlisted(catalog, named));
        } else {
            first.ifPresent(listing -> listing.names()
                    .defaultModel()
                    .ifPresent(model -> add(model, card(listing, model), listing.name(), false)));
        }
    }

    /// One that was loaded may be an alias, or known to its provider alone.
    private void addUnlisted(Catalog catalog, String named) {
        catalog.loaded()
                .named(named)
                .ifPresent(model -> add(
                        named,
                        ModelCard.of(named),
                        catalog.aliases().containsKey(named) ? "alias" : model.provider(),
                        false));
    }

    private static ModelCard card(Listing listing, String model) {
        return listing.cards().stream()
                .filter(card -> card.id().equals(model))
                .findFirst()
                .orElse(ModelCard.of(model));
    }

    private void add(String id, ModelCard card, String provider, boolean isProvider) {
        rows.computeIfAbsent(id, name -> row(prices, name, card, provider, isProvider));
    }

    private static ObjectNode row(Prices prices, String id, ModelCard card, String provider, boolean isProvider) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("id", id)
                .put("object", "model")
                .put("created", card.created())
                .put("owned_by", card.ownedBy().isEmpty() ? provider : card.ownedBy())
                .put("type", card.type())
                .put("image", card.type().equals("image"))
                .put("vision", card.vision())
                .put(
                        "audio",
                        card.audio()
                                || card.type().equals("speech")
                                || card.type().equals("transcription"))
                .put("provider", isProvider);
        card.contextLength().ifPresent(length -> row.put("context_length", length));
        card.more().forEach((name, value) -> row.set(name, MAPPER.valueToTree(value)));
        prices.of(provider, card.id(), LocalDate.now(ZoneOffset.UTC)).ifPresent(price -> price(row, price));
        return row;
    }

    /// In the words of both families of clients: dollars for a token as texts, and dollars for a million as
    /// numbers.
    private static void price(ObjectNode row, PriceConfig price) {
        row.putObject("pricing").put("prompt", forOne(price.input())).put("completion", forOne(price.output()));
        ObjectNode cost = row.putObject("cost");
        cost.set("input", DecimalNode.valueOf(CostText.plain(price.input())));
        cost.set("output", DecimalNode.valueOf(CostText.plain(price.output())));
        price.cached().ifPresent(cached -> cost.set("cache_read", DecimalNode.valueOf(CostText.plain(cached))));
    }

    private static String forOne(BigDecimal forMillion) {
        return CostText.plain(forMillion.divide(MILLION)).toPlainString();
    }
}
