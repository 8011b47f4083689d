package dev.sluice.persona;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CharacterFilesTest {
    private static final String V1 = """
            {"name":"Rita","description":"{{char}} is a cook.","personality":"warm","scenario":"a kitchen",
            "first_mes":"Welcome, {{user}}.","mes_example":"<START>\\n{{user}}: Hungry\\n{{char}}: Sit."}""";
    private static final String V2 = """
            {"spec":"chara_card_v2","spec_version":"2.0","name":"old","data":{"name":"Rita","description":"d",
            "system_prompt":"s","post_history_instructions":"p","first_mes":"Hi","character_book":{"entries":[]}}}""";

    @TempDir
    private Path folder;

    private CharacterSheet read(String name) {
        return new Characters(folder).named(name);
    }

    private void file(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void aCardOfTheFirstVersionIsRead() throws IOException {
        file("rita.json", V1.getBytes(UTF_8));
        CharacterSheet rita = read("rita");
        assertThat(rita.name()).isEqualTo("Rita");
        assertThat(rita.greeting()).isEqualTo("Welcome, {{user}}.");
        assertThat(rita.context()).isEqualTo("""
                {{char}} is a cook.

                {{char}}'s personality: warm

                Scenario: a kitchen

                This is how {{char}} talks:
                {{user}}: Hungry
                {{char}}: Sit.""");
    }

    @Test
    void aCardOfTheSecondVersionIsRead() throws IOException {
        file("rita.json", V2.getBytes(UTF_8));
        assertThat(read("rita")).isEqualTo(new CharacterSheet("Rita", "s\n\nd\n\np", "Hi", java.util.Optional.empty()));
    }

    @Test
    void picturesCarryCharacters() throws IOException {
        String card = Base64.getEncoder().encodeToString(V2.getBytes(UTF_8));
        file("text.png", png(chunk("tEXt", "chara\0" + card)));
        file("zipped.png", png(chunk("zTXt", join("chara\0\0", deflated(card)))));
        file("international.png", png(chunk("iTXt", "chara\0\0\0en\0Figur\0" + card)));
        file("both.png", png(chunk("iTXt", join("chara\0\1\0\0\0", deflated(card)))));
        for (String name : java.util.List.of("text", "zipped", "international", "both")) {
            assertThat(read(name).name()).as(name).isEqualTo("Rita");
        }
    }

    @Test
    void theLaterCardOfAPictureCounts() throws IOException {
        String old = Base64.getEncoder().encodeToString(V1.getBytes(UTF_8));
        String later =
                Base64.getEncoder().encodeToString(V2.replace("Rita", "Zita").getBytes(UTF_8));
        file("two.png", png(chunk("tEXt", "chara\0" + old), chunk("tEXt", "ccv3\0" + later)));
        assertThat(read("two").name()).isEqualTo("Zita");
    }

    @Test
    void brokenPicturesAreRefused() throws IOException {
        byte[] good = png(chunk("tEXt", "chara\0" + Base64.getEncoder().encodeToString(V1.getBytes(UTF_8))));
        for (int length = 0; length < good.length - 12; length += 7) {
            file("cut.png", java.util.Arrays.copyOf(good, length));
            assertThatThrownBy(() -> read("cut")).isInstanceOf(RefusedException.class);
        }
        file("huge.png", png(chunk("zTXt", join("chara\0\0", deflated("A".repeat(5_000_000))))));
        assertThatThrownBy(() -> read("huge")).hasMessageContaining("carries no character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "..", "a/b", "a\\b", "C:secret", ".hidden", " ", "a\0b", "a\nb"})
    void aNameCannotLeaveItsFolder(String name) throws IOException {
        Files.writeString(folder.resolve("secret.yaml"), "name: secret");
        assertThatThrownBy(() -> new Characters(Files.createDirectories(folder.resolve("in"))).named(name))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("plain name");
    }

    @Test
    void aLinkCannotLeaveItsFolder() throws IOException {
        Files.writeString(folder.resolve("secret.yaml"), "name: secret");
        Path inside = Files.createDirectories(folder.resolve("in"));
        Files.createSymbolicLink(inside.resolve("link.yaml"), folder.resolve("secret.yaml"));
        assertThatThrownBy(() -> new Characters(inside).named("link")).hasMessageContaining("outside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a\n- list",
                "name: [unclosed",
                "name: !!java.lang.ProcessBuilder [x]",
                "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]"
            })
    void hostileYamlIsRefused(String yaml) throws IOException {
        Files.writeString(folder.resolve("x.yaml"), yaml);
        assertThatThrownBy(() -> read("x")).isInstanceOf(RefusedException.class);
    }

    private static byte[] png(byte[]... chunks) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeBytes(chunk("IHDR", new byte[13]));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String type, String content) {
        return chunk(type, content.getBytes(ISO_8859_1));
    }

    private static byte[] chunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(type.getBytes(ISO_8859_1));
        crc.update(content);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(type.getBytes(ISO_8859_1))
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] deflated(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] join(String head, byte[] tail) {
        byte[] first = head.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(first.length + tail.length)
                .put(first)
                .put(tail)
                .array();
    }
}
