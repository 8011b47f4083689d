package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.provider.guide.GuideKind;
import dev.sluice.provider.openai.OpenAiKind;
import org.junit.jupiter.api.Test;

class KindClassesTest {
    @Test
    void findsTheKindsOfThisBuild() {
        assertThat(KindClasses.in(KindClasses.class.getClassLoader()))
                .extracting(Class::getName)
                .contains(OpenAiKind.class.getName(), GuideKind.class.getName());
    }
}
