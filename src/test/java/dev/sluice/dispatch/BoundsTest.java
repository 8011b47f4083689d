package dev.sluice.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Document;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.FormRequest.Field;
import dev.sluice.exchange.JsonRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How long callers say that they wait.
class BoundsTest {
    private static Bounds json(String json) {
        return Bounds.of(new JsonRequest(Document.parse(json.getBytes(UTF_8)), null, List.of(), Map.of()));
    }

    private static Bounds form(Field... fields) {
        return Bounds.of(new FormRequest(List.of(fields), List.of(), null, List.of(), Map.of()));
    }

    @Test
    void secondsAreReadFromJsonAndFromForms() {
        Bounds json = json("{\"timeout\":1.5,\"stream_timeout\":2}");
        assertThat(json.whole()).contains(Duration.ofMillis(1500));
        assertThat(json.silence()).contains(Duration.ofSeconds(2));
        assertThat(form(new Field("timeout", "1.5"), new Field("stream_timeout", "2")))
                .isEqualTo(json);
    }

    @Test
    void nothingAndZeroSayNothing() {
        assertThat(json("{\"timeout\":0,\"stream_timeout\":null}")).isEqualTo(Bounds.NONE);
        assertThat(form(new Field("timeout", ""), new Field("stream_timeout", "0")))
                .isEqualTo(Bounds.NONE);
    }

    @Test
    void theOperatorsTimeIsNeverExceeded() {
        Duration allowed = Duration.ofSeconds(10);
        assertThat(Bounds.shorter(allowed, form(new Field("timeout", "1e300")).whole()))
                .isEqualTo(allowed);
        assertThat(Bounds.shorter(allowed, json("{\"timeout\":3}").whole())).isEqualTo(Duration.ofSeconds(3));
    }
}
