package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.catalog.TestingProvider;
import dev.sluice.catalog.TestingProviders;
import dev.sluice.config.AliasConfig;
import dev.sluice.config.DefaultsConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final DefaultsConfig UNSET = defaults("", "");

    private static DefaultsConfig defaults(String provider, String model) {
        return new DefaultsConfig(provider, model, "", "", "", "", "");
    }

    private static Router router(DefaultsConfig defaults, Map<String, AliasConfig> aliases, Listing... listings) {
        return new Router(new Catalog(List.of(listings), aliases, defaults));
    }

    private static Listing[] usual() {
        return Stream.of(
                        TestingProvider.listing("Groq", "llama-3.3", "shared"),
                        TestingProvider.listing("router", "meta/llama-3.3", "shared", "x/y"),
                        TestingProvider.listing("strict", TestingProviders.strict(), "only"),
                        TestingProvider.listing("off", TestingProviders.off(), "m"))
                .toArray(Listing[]::new);
    }

    private static String plan(Router router, @Nullable String model, String... providers) {
        return router.plan(model, List.of(providers)).targets().stream()
                .map(target -> target.provider() + ">" + target.model())
                .collect(Collectors.joining(" "));
    }

    private static Failure refusal(Router router, @Nullable String model, String... providers) {
        return catchThrowableOfType(RefusedException.class, () -> router.plan(model, List.of(providers)))
                .failure();
    }

    @ParameterizedTest
    @CsvSource({
        "shared,            Groq>shared router>shared",
        "LLAMA-3.3,         Groq>llama-3.3 router>meta/llama-3.3",
        "llama-3.3,         Groq>llama-3.3 router>meta/llama-3.3",
        "meta/llama-3.3,    router>meta/llama-3.3",
        "groq/anything,     Groq>anything",
        "GROQ:anything,     Groq>anything",
        "router/meta/llama-3.3, router>meta/llama-3.3",
        "router/llama-3.3,  router>meta/llama-3.3",
        "x/y,               router>x/y",
        "strict/only,       strict>only",
        "groq,              Groq>llama-3.3",
        "auto,              Groq>llama-3.3",
    })
    void resolvesAModelId(String asked, String expected) {
        assertThat(plan(router(UNSET, Map.of(), usual()), asked)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"nobody", "nobody/llama-3.3", "strict/other", "m"})
    void whatNobodyServesIsUnknown(String asked) {
        assertThat(refusal(router(UNSET, Map.of(), usual()), asked)).isInstanceOf(Failure.UnknownModel.class);
    }

    @Test
    void providersNamedInTheRequestAreTriedInThatOrder() {
        var router = router(UNSET, Map.of(), usual());
        assertThat(plan(router, "shared", "router", "groq")).isEqualTo("router>shared Groq>shared");
        assertThat(plan(router, null, "router")).isEqualTo("router>meta/llama-3.3");
        assertThat(refusal(router, "shared", "nobody")).isInstanceOf(Failure.UnknownProvider.class);
    }

    @Test
    void aPinnedProviderThatIsSwitchedOffIsUnavailable() {
        assertThat(refusal(router(UNSET, Map.of(), usual()), "off/m")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void anAliasComesFirstAndLeavesOutWhatIsSwitchedOff() {
        var aliases = Map.of(
                "shared",
                alias("router/shared", "off/m"),
                "fast",
                alias("shared", "groq"),
                "auto",
                alias("strict/only"));
        var router = router(UNSET, aliases, usual());
        assertThat(plan(router, "shared")).isEqualTo("router>shared");
        assertThat(plan(router, "fast")).isEqualTo("router>shared Groq>llama-3.3");
        assertThat(plan(router, null)).isEqualTo("strict>only");
    }

    @Test
    void oneOfSeveralThatCannotServeLeavesTheOthersTo() {
        Listing[] listings = {
            TestingProvider.listing("empty"),
            TestingProvider.listing("off", TestingProviders.off(), "m"),
            TestingProvider.listing("full", "m")
        };
        var router =
                router(UNSET, Map.of("some", alias("empty", "off", "full"), "none", alias("empty", "off")), listings);
        assertThat(plan(router, "some")).isEqualTo("full>m");
        assertThat(plan(router, "m", "off", "full")).isEqualTo("full>m");
        assertThat(refusal(router, "none")).isInstanceOf(Failure.Unavailable.class);
        assertThat(refusal(router, "m", "off")).isInstanceOf(Failure.Unavailable.class);
        assertThat(refusal(router, "m", "full", "nobody")).isInstanceOf(Failure.UnknownProvider.class);
    }

    @Test
    void aliasesThatNameEachOtherEnd() {
        var router = router(UNSET, Map.of("a", alias("b"), "b", alias("a")), usual());
        assertThat(refusal(router, "a")).isInstanceOf(Failure.UnknownModel.class);
    }

    private static AliasConfig alias(String... targets) {
        return new AliasConfig("ordered", List.of(targets), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "'',     '',          Groq>llama-3.3",
        "'',     auto,        Groq>llama-3.3",
        "router, '',          router>meta/llama-3.3",
        "'',     shared,      Groq>shared router>shared",
        "router, strict/only, strict>only",
        "router, shared,      router>shared Groq>shared",
        "router, new,         router>new",
        "strict, shared,      Groq>shared router>shared",
    })
    void theDefaultIsTheConfiguredModelThenTheConfiguredProviderThenTheFirst(
            String provider, String model, String expected) {
        assertThat(plan(router(defaults(provider, model), Map.of(), usual()), null))
                .isEqualTo(expected);
    }

    @Test
    void aDefaultModelThatNobodyServesIsNamed() {
        assertThat(refusal(router(defaults("", "gone"), Map.of(), usual()), null)
                        .message())
                .contains("'gone'")
                .doesNotContain("auto");
    }

    @Test
    void aFirstProviderWithoutAModelIsSaidAndNotSkipped() {
        var router = router(UNSET, Map.of(), TestingProvider.listing("empty"), TestingProvider.listing("full", "m"));
        assertThat(refusal(router, null))
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        failure -> assertThat(failure.message()).contains("providers.empty.default-model"));
    }

    /// One that makes pictures and nothing else.
    private record Painter(String name, String kind) implements Provider {
        @Override
        public List<ModelCard> models() {
            return List.of(ModelCard.of("a-chat"), ModelCard.image("flux"), ModelCard.image("dall-e"));
        }
    }

    @Test
    void theDefaultIsOfAProviderThatChats() {
        var painter = new Listing(new Painter("painter", "images"), ProviderConfig.ofKind("images"), false);
        painter.refresh();
        var router = router(UNSET, Map.of(), painter, TestingProvider.listing("second", "m"));
        assertThat(plan(router, null)).isEqualTo("second>m");
    }

    @ParameterizedTest
    @CsvSource({
        "'',            '',      painter, painter>flux",
        "'',            painter, '',      painter>flux",
        "painter,       '',      '',      painter>flux",
        "dall-e,        '',      painter, painter>dall-e",
        "other/m,       '',      painter, painter>flux",
        "other/m,       '',      '',      other>m",
        "other/m,       dall-e,  painter, painter>dall-e",
    })
    void aProvidersOwnDefaultIsOfTheKindThatIsAskedFor(String usual, String asked, String provider, String expected) {
        var painter = new Listing(new Painter("painter", "images"), ProviderConfig.ofKind("images"), false);
        painter.refresh();
        var router = router(
                new DefaultsConfig("", "", usual, "", "", "", ""),
                Map.of(),
                TestingProvider.listing("other", "m"),
                painter);
        Route route = router.plan(
                Capability.IMAGE, asked.isEmpty() ? null : asked, provider.isEmpty() ? List.of() : List.of(provider));
        assertThat(route.targets())
                .extracting(target -> target.provider() + ">" + target.model())
                .containsExactly(expected);
    }

    @Test
    void aTargetThatTwoNamesLeadToIsTriedOnce() {
        Map<String, AliasConfig> aliases = new LinkedHashMap<>();
        aliases.put("twice", alias("groq/shared", "Groq:shared"));
        assertThat(plan(router(UNSET, aliases, usual()), "twice")).isEqualTo("Groq>shared");
    }

    @Test
    void aMappedNameIsAskedUnderTheUpstreamsName() {
        ProviderConfig mapping = TestingProviders.mapping(Map.of("kimi", "moonshotai/kimi"));
        var router = router(UNSET, Map.of(), TestingProvider.listing("p", mapping));
        assertThat(plan(router, "kimi")).isEqualTo("p>moonshotai/kimi");
        assertThat(plan(router, "p/kimi")).isEqualTo("p>moonshotai/kimi");
    }
}
