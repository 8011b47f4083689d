package dev.sluice.dialect.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Content;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.PartRewriting.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parts exchanged within documents.
class DocumentPartsTest {
    private final List<String> places = new ArrayList<>();

    private Part exchanged(Part part, String place) {
        places.add(place);
        return switch (part) {
            case Part.Image image -> new Part.Image(Content.of("image/jpeg", "SSSS"), image.detail());
            case Part.Audio audio -> new Part.Audio(Content.of("audio/mpeg", "SSSS"));
            case Part.File file -> new Part.File("n.txt", Content.of("text/plain", "SSSS"), null);
            default -> part;
        };
    }

    private static Document document(String json) {
        return Document.parse(json.replace('\'', '"').getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "OPENAI_CHAT | messages | {'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA','detail':'low'}}"
                        + "| {'type':'image_url','image_url':{'url':'data:image/jpeg;base64,SSSS','detail':'low'}}",
                "OPENAI_CHAT | messages | {'type':'input_audio','input_audio':{'data':'https://e.org/a'}}"
                        + "| {'type':'input_audio','input_audio':{'data':'SSSS','format':'mp3'}}",
                "OPENAI_CHAT | messages | {'type':'file','file':{'file_data':'https://e.org/a'}}"
                        + "| {'type':'file','file':{'file_data':'data:text/plain;base64,SSSS','filename':'n.txt'}}",
                "OPENAI_RESPONSES | input | {'type':'input_image','image_url':'data:image/png;base64,AAAA','x':1}"
                        + "| {'type':'input_image','image_url':'data:image/jpeg;base64,SSSS','x':1}",
                "ANTHROPIC | messages | {'type':'image','cache_control':{},'source':{'type':'base64','media_type':'image/png','data':'AAAA'}}"
                        + "| {'type':'image','cache_control':{},'source':{'type':'base64','media_type':'image/jpeg','data':'SSSS'}}"
            })
    void aPartIsExchangedInItsOwnWords(Dialect dialect, String member, String before, String after) {
        Document document = document(
                "{'n':1.50,'" + member + "':[{'role':'user','content':[{'type':'text','text':'a'}," + before + "]}]}");
        Document changed = new DocumentParts()
                .rewritten(dialect, document, this::exchanged)
                .orElseThrow();
        assertThat(changed.tree().at("/" + member + "/0/content/1").toString()).isEqualTo(after.replace('\'', '"'));
        assertThat(new String(changed.bytes(), UTF_8)).startsWith("{\"n\":1.50,");
        assertThat(places).containsExactly(member + "[0].content[1]");
    }

    @Test
    void whatToolsGaveIsLookedInto() {
        Document document = document("{'messages':[{'role':'user','content':[{'type':'tool_result','content':["
                + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}}]}]}]}");
        assertThat(new DocumentParts().rewritten(Dialect.ANTHROPIC, document, this::exchanged))
                .isPresent();
        assertThat(places).containsExactly("messages[0].content[0].content[0]");
    }

    @Test
    void nothingIsWrittenAnewWhereNothingChanges() {
        Document document = document("{'messages':[{'role':'user','content':[{'type':'image_url',"
                + "'image_url':{'url':'https://e.org/a'}},{'type':'file','file':{'file_id':'f'}}]}]}");
        var parts = new DocumentParts();
        assertThat(parts.rewritten(Dialect.OPENAI_CHAT, document, (part, place) -> part))
                .isEmpty();
        assertThat(parts.rewritten(Dialect.OPENAI_CHAT, document("{'messages':'x'}"), this::exchanged))
                .isEmpty();
        assertThat(parts.rewritten(Dialect.NONE, document, this::exchanged)).isEqualTo(Optional.empty());
        assertThat(places).isEmpty();
    }

    @Test
    void imagesAreNotLookedAtWhereTheyStay() {
        Change soundsAlone = new Change() {
            @Override
            public boolean images() {
                return false;
            }

            @Override
            public Part of(Part part, String place) {
                return exchanged(part, place);
            }
        };
        Document document = document("{'messages':[{'role':'user','content':[{'type':'image_url',"
                + "'image_url':{'url':'data:image/png;base64,AAAA'}},"
                + "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}]}]}");
        Document changed = new DocumentParts()
                .rewritten(Dialect.OPENAI_CHAT, document, soundsAlone)
                .orElseThrow();
        assertThat(changed.tree().at("/messages/0/content/0/image_url/url").asText())
                .endsWith("AAAA");
        assertThat(places).containsExactly("messages[0].content[1]");
    }
}
