package dev.sluice.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates that would go on for ever, fill the memory or break the stack.
final class HostileTemplatesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LOOPS =
            "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}";
    private static final String END = "{% endfor %}{% endfor %}{% endfor %}";

    private static void isStopped(String source) {
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> Template.parse(source).render(Map.of("x", "a".repeat(100_000))))
                        .isInstanceOf(LimitException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LOOPS + "x" + END,
                LOOPS + END,
                LOOPS + "{% set y = [a, b, c] %}" + END,
                "{{ range(10 ** 9)|list }}",
                "{{ range(-10 ** 30, 10 ** 30) }}",
                "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}",
                "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(0) }}",
                "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
                "{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{% endmacro %}{{ f() }}",
                "{% macro f() %}{{ caller() }}{% endmacro %}{% macro g() %}{% call f() %}{{ g() }}{% endcall %}"
                        + "{% endmacro %}{{ g() }}",
                "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
                "{% set ns = namespace(s='aaaaaaaaaaaaaaaa') %}{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}"
                        + "{% endfor %}",
                "{% set ns = namespace(s='aaaaaaaaaaaaaaaa') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}"
                        + "{% endfor %}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
                        + "{{ ns.l }}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
                        + "{{ ns.l|tojson|length }}",
                "{% set ns = namespace(l=[1], k=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}"
                        + "{% set ns.k = [ns.k, ns.k] %}{% endfor %}{{ ns.l == ns.k }}",
                "{% set ns = namespace(l=(1,)) %}{% for i in range(60) %}{% set ns.l = (ns.l, ns.l) %}{% endfor %}"
                        + "{{ {ns.l: 1}|length }}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(99999) %}{% set ns.l = [ns.l] %}{% endfor %}"
                        + "{{ ns.l }}",
                "{% set ns = namespace() %}{% set ns.ns = ns %}{{ ns }}",
                "{{ 'x' * 10 ** 12 }}",
                "{{ [0] * 10 ** 9 }}",
                "{{ 10 ** (10 ** 10) }}",
                "{{ 2 ** 99999999 }}",
                "{% set ns = namespace(n=3) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
                "{{ 'x'.center(10 ** 9) }}",
                "{{ 'x'|center(999999999) }}",
                "{{ 'x'.ljust(999999999) }}",
                "{{ '1'.zfill(999999999) }}",
                "{{ '%999999999d' % 1 }}",
                "{{ '%0999999999d' % 1 }}",
                "{{ '%.999999999f' % 1 }}",
                "{{ '%.999999999d' % 1 }}",
                "{{ '%*d' % (999999999, 1) }}",
                "{{ '{:999999999}'.format(1) }}",
                "{{ '{:.999999999f}'.format(1) }}",
                "{{ 'a\nb'|indent(999999999) }}",
                "{{ [1]|tojson(indent=999999999) }}",
                "{{ [1]|batch(999999999, 0)|list }}",
                "{{ [1]|slice(999999999)|list }}",
                "{{ x.replace('a', x) }}",
                "{{ x.replace('', x) }}",
                "{{ x|replace('a', x)|length }}",
                "{{ x|list|join(x) }}",
                "{{ x.join(x) }}",
                "{% for c in x %}{{ x.split('a')|length }}{% endfor %}",
                "{% for c in x %}{{ x[1:]|length }}{% endfor %}",
                "{% for c in x %}{{ x|upper }}{% endfor %}",
                "{% for c in x %}{{ (x ~ 'b' ~ x) in (x ~ x ~ x) }}{% endfor %}",
                "{% for c in x %}{{ x|list|sort|length }}{% endfor %}",
                "{% for c in x %}{{ x|tojson|length }}{% endfor %}",
                "{{ x|map('replace', 'a', x)|list|length }}",
                "{% for c in x %}{{ strftime_now(x) }}{% endfor %}"
            })
    void areStoppedSoon(String source) {
        isStopped(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{1:", "-", "not ", "f(", "a[", "1 if 1 else ", "x|f(", "1 + (", "x is eq("})
    void bracketsAreCounted(String open) {
        isStopped("{{ " + open.repeat(20_000));
        isStopped("{{ " + open.repeat(150) + "1");
    }

    @Test
    void blocksAreCounted() {
        isStopped("{% if x %}".repeat(20_000));
        isStopped("{% for y in x %}".repeat(500) + "{% endfor %}".repeat(500));
        isStopped("{% for " + "(".repeat(20_000));
    }

    @Test
    void longChainsAreNotDeep() {
        String sum = "1" + " + 1".repeat(20_000);
        assertThat(Template.parse("{{ " + sum + " }}").render(Map.of())).isEqualTo("20001");
        assertThat(Template.parse("{{ 'x'" + "|upper".repeat(5_000) + " }}").render(Map.of()))
                .isEqualTo("X");
        assertThat(Template.parse("{{ 'x'" + " ~ 'x'".repeat(5_000) + " }}").render(Map.of()))
                .hasSize(5_001);
        assertThat(Template.parse("{% if 0 %}" + "{% elif 0 %}".repeat(5_000) + "{% endif %}")
                        .render(Map.of()))
                .isEmpty();
    }

    @Test
    void aConditionAfterAnotherIsCounted() {
        isStopped("{{ 1" + " if 1".repeat(20_000) + " }}");
    }

    @Test
    void longTextsAreLookedThroughInLinearTime() {
        String hay = "a".repeat(2_000_000);
        String needle = "a".repeat(500_000) + "b";
        String source = "{{ needle in hay }} {{ hay.find(needle) }} {{ hay.rfind(needle) }} {{ hay.count(needle) }} "
                + "{{ hay.split(needle)|length }} {{ hay.replace(needle, '')|length }}";
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThat(Template.parse(source).render(Map.of("hay", hay, "needle", needle)))
                        .isEqualTo("False -1 -1 0 1 2000000"));
    }

    @Test
    void variablesAreBounded() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Map<String, Object> variables = Map.of("x", deep);
        assertThatThrownBy(() -> Template.parse("a").render(variables)).isInstanceOf(LimitException.class);
        Map<String, Object> great = Map.of("x", BigInteger.ONE.shiftLeft(100_000));
        assertThatThrownBy(() -> Template.parse("a").render(great)).isInstanceOf(LimitException.class);
    }

    @Test
    void theTemplateIsBounded() {
        assertThatThrownBy(() -> Template.parse("a".repeat(1_000_000))).isInstanceOf(LimitException.class);
        assertThatThrownBy(() -> Template.parse("{{ " + "9".repeat(100_000) + " }}"))
                .isInstanceOf(LimitException.class);
    }

    @Test
    void theOutputIsBounded() {
        Limits limits = Limits.STANDARD.withTextLength(1000);
        assertThat(Template.parse("{% for i in range(100) %}0123456789{% endfor %}", limits)
                        .render(Map.of()))
                .hasSize(1000);
        assertThatThrownBy(() -> Template.parse("{% for i in range(101) %}0123456789{% endfor %}", limits)
                        .render(Map.of()))
                .isInstanceOf(LimitException.class)
                .hasMessageStartingWith("line 1: ");
    }

    @Test
    void thisThreadsStackIsEnough() throws InterruptedException {
        var failures = new ArrayList<Throwable>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        Template.parse("{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}")
                                .render(Map.of());
                    } catch (TemplateException expected) {
                        failures.add(expected);
                    }
                },
                "small",
                192 * 1024);
        thread.start();
        thread.join(SOON.toMillis());
        assertThat(failures).hasSize(1).allMatch(LimitException.class::isInstance);
    }
}
