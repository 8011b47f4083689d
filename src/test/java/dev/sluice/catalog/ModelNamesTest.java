package dev.sluice.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ProviderConfig;
import dev.sluice.provider.ModelCard;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
    private static ModelNames names(@Nullable String include, @Nullable String exclude, Map<String, String> mapped) {
        ProviderConfig config = TestingProviders.with(List.of(), "", include, exclude, mapped, false, true);
        return new ModelNames(
                config,
                List.of(
                        new ModelCard("text-embed", "embedding", false, false, OptionalLong.empty(), 0, "", Map.of()),
                        ModelCard.of("meta/Llama-3.3"),
                        ModelCard.of("gpt-4o")));
    }

    @Test
    void knowsAModelByItsIdItsMappedNameAndItsLastSegmentInAnyCase() {
        var names = names(null, null, Map.of("fast", "meta/Llama-3.3"));
        assertThat(names.upstreamName("gpt-4o")).contains("gpt-4o");
        assertThat(names.upstreamName("fast")).contains("meta/Llama-3.3");
        assertThat(names.upstreamName("llama-3.3")).contains("meta/Llama-3.3");
        assertThat(names.upstreamName("nobody")).isEmpty();
    }

    @Test
    void anIdWithAPathMatchesOnlyAListedPath() {
        var names = names(null, null, Map.of());
        assertThat(names.upstreamName("meta/Llama-3.3")).contains("meta/Llama-3.3");
        assertThat(names.upstreamName("other/Llama-3.3")).isEmpty();
    }

    @Test
    void listsOnlyWhatIsIncludedAndNotExcluded() {
        assertThat(names("^gpt", null, Map.of()).publicNames()).containsOnlyKeys("gpt-4o");
        assertThat(names(null, "embed", Map.of()).publicNames()).containsOnlyKeys("meta/Llama-3.3", "gpt-4o");
    }

    @Test
    void theFirstChatModelIsTheDefaultUnlessOneIsNamed() {
        assertThat(names(null, null, Map.of()).defaultModel()).contains("meta/Llama-3.3");
        var named = new ModelNames(
                TestingProviders.with(List.of(), "four", null, null, Map.of("four", "gpt-4o"), false, true), List.of());
        assertThat(named.defaultModel()).contains("gpt-4o");
    }

    @Test
    void aMappedModelServesAsDefaultWhereNothingIsListed() {
        var names = new ModelNames(TestingProviders.mapping(Map.of("k", "vendor/k")), List.of());
        assertThat(names.defaultModel()).contains("vendor/k");
    }
}
