package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor =
            new Redactor(List.of("topsecret", "topsecret2", "a/b+c=", "abc"), List.of("llm_server"));

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            your key topsecret is wrong                       > your key *** is wrong
            xtopsecret2y                                      > x***y
            sent as a%2Fb%2Bc%3D or a/b+c=                    > sent as *** or ***
            abc is too short to be a secret                   > abc is too short to be a secret
            Incorrect API key provided: sk-ab**********wxyz.  > Incorrect API key provided: ***
            key sk-proj-Ab12_cd-34efGH                        > key ***
            gsk_0123456789abcdef                              > ***
            hf_abcdefghijk, xai-0123456789                    > ***, ***
            AIzaSyA0123456789abcdefgh                         > ***
            eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-_na      > ***
            Authorization: Bearer 0a1b2c                      > Authorization: *** ***
            a bearer token is missing                         > a bearer token is missing
            Basic dXNlcjpwYXNzd29yZA==                        > Basic ***
            the Basic subscription plan                       > the Basic subscription plan
            {"api_key":"qwerty"}                              > {"api_key":"***"}
            X-Api-Key: qwerty                                 > X-Api-Key: ***
            invalid api key: qwerty                           > invalid api key: ***
            /v1/models?key=qwerty&alt=sse                     > /v1/models?key=***&alt=sse
            password=hunter2                                  > password=***
            see https://example.com/a?b=c for help            > see [address] for help
            postgres://u:p@db.example.com:5432/x              > [address]
            dial tcp 10.1.2.3:8443: refused                   > dial tcp [address]: refused
            host 192.168.0.1 is down                          > host [address] is down
            localhost/127.0.0.1:8080                          > [address]/[address]
            api.internal.example.com:8443 timed out           > [address] timed out
            at ::1 and [fe80::1%eth0]:80 or 2001:db8::7       > at [address] and [address] or [address]
            from 2001:db8:1:2:3:4:5:6 on                      > from [address] on
            ::ffff:127.0.0.1                                  > [address]
            http://llm_server:8000/v1 and llm_server:8000     > [address] and [address]
            llm_server is busy                                > [address] is busy
            model gpt-4.1 needs max_tokens <= 4096            > model gpt-4.1 needs max_tokens <= 4096
            at 12:30:45 messages[0].content was empty         > at 12:30:45 messages[0].content was empty
            std::vector and x::y are C++                      > std::vector and x::y are C++
            total tokens: 500, version 1.2.3                  > total tokens: 500, version 1.2.3
            """)
    void takesOutKeysAndAddressesAndNothingElse(String message, String expected) {
        assertThat(redactor.redact(message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "0:",
                ":",
                "::",
                "1.",
                "[",
                "[a:",
                "sk-",
                "eyJ.",
                "eyJaaaaaaaaaa.",
                "api ",
                "key=",
                "x://",
                "Basic a",
                "bearer ",
                "\"",
                " ",
                "a-",
                "-",
                "Basic aaaaaaaaaa ",
                "authorization",
                "0:0:0:0:"
            })
    void aHostileMessageCostsLittle(String piece) {
        var message = piece.repeat(1_000_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> redactor.redact(message));
    }

    @Test
    void aLongMessageIsCutBetweenWords() {
        var message = "word ".repeat(818) + "topsecret2 and more";
        assertThat(message.indexOf("topsecret2")).isBetween(4086, 4096);
        assertThat(redactor.redact(message))
                .endsWith("word …")
                .doesNotContain("topse")
                .hasSizeLessThan(4200);
    }

    @Test
    void anEmptySecretHidesNothing() {
        assertThat(new Redactor(List.of(""), List.of("")).redact("plain words")).isEqualTo("plain words");
    }
}
