package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Citation;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.testing.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {
    private static final Citation A = new Citation("https://a.example", "A", null, null);

    private static List<ReplyEvent> decoded(String message) {
        String answer = "{'id':'a','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,'message':"
                + message + ",'finish_reason':'stop'}]}";
        List<ReplyEvent> out = new ArrayList<>();
        new ReplyDecoder("p")
                .decode(CompletionReader.read(answer.replace('\'', '"').getBytes(UTF_8), "p"), out);
        return out;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'url':'u','title':'t','start_index':1,'end_index':2               | u t 1-2 null",
                "'url':'u','title':'t','start_index':0,'end_index':0               | u t null null",
                "'url':'u'                                                         | u  null null",
                "'url':'u','start_index':'1','end_index':2.5,'content':'there'     | u  null there",
                "'url':'u','start_index':1,'end_index':99999999999                 | u  null null",
                "'url':'','title':'t'                                              | ``",
                "'title':'t'                                                       | ``",
            })
    void vendorsTellWhatTheyKnow(String members, String expected) {
        List<String> told =
                decoded("{'content':'so','annotations':[{'type':'url_citation','url_citation':{" + members + "}}]}")
                        .stream()
                        .filter(ReplyEvent.Cited.class::isInstance)
                        .map(event -> told(((ReplyEvent.Cited) event).citation()))
                        .toList();
        assertThat(told).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    private static String told(Citation citation) {
        Citation.Place place = citation.place();
        return citation.url() + " " + citation.title() + " "
                + (place == null ? null : place.start() + "-" + place.end()) + " " + citation.quoted();
    }

    private static final String LISTED =
            "'citations':['https://a.example','https://b.example','ftp://c','https://a.example'],"
                    + "'search_results':[{'url':'https://b.example','title':'B'},{'url':'https://d.example','title':'D'}]";

    private static List<String> cited(List<ReplyEvent> events) {
        return events.stream()
                .filter(ReplyEvent.Cited.class::isInstance)
                .map(event -> told(((ReplyEvent.Cited) event).citation()))
                .toList();
    }

    @Test
    void sourcesBesideTheChoicesAreToldBeforeTheEnd() {
        String answer = "{'id':'a','object':'chat.completion','created':1,'model':'sonar','choices':[{'index':0,"
                + "'message':{'content':'so [1]','annotations':[{'type':'url_citation','url_citation':"
                + "{'url':'https://d.example','title':'own'}}]},'finish_reason':'stop'}]," + LISTED + "}";
        List<ReplyEvent> out = new ArrayList<>();
        var decoder = new ReplyDecoder("p");
        var whole = CompletionReader.read(answer.replace('\'', '"').getBytes(UTF_8), "p");
        decoder.decode(whole, out);
        assertThat(cited(out))
                .containsExactly(
                        "https://d.example own null null",
                        "https://a.example  null null",
                        "https://b.example B null null");
        assertThat(out.get(out.size() - 2)).isInstanceOf(ReplyEvent.Finished.class);
        out.clear();
        decoder.decode(whole, out);
        assertThat(cited(out)).hasSize(3);
    }

    @Test
    void whatEveryChunkRepeatsIsToldOnce() {
        List<ReplyEvent> out = new ArrayList<>();
        var decoder = new ReplyDecoder("p");
        for (String id : new String[] {"a", "b"}) {
            for (String choices : new String[] {
                "[{'index':0,'delta':{'content':'so'}}]", "[{'index':0,'delta':{},'finish_reason':'stop'}]", "[]"
            }) {
                String chunk =
                        "{'id':'" + id + "','object':'chat.completion.chunk','choices':" + choices + "," + LISTED + "}";
                decoder.decode(
                        new ReplyEvent.Chunk(
                                Dialect.OPENAI_CHAT, chunk.replace('\'', '"').getBytes(UTF_8)),
                        out);
            }
            assertThat(cited(out)).hasSize(3);
            out.clear();
        }
    }

    @Test
    void whatIsListedAfterTheEndIsToldToo() {
        List<ReplyEvent> out = new ArrayList<>();
        var decoder = new ReplyDecoder("p");
        for (String members : new String[] {
            "'choices':[{'index':0,'delta':{'content':'so'},'finish_reason':'stop'}]", "'choices':[]," + LISTED
        }) {
            String chunk = "{'id':'a','object':'chat.completion.chunk'," + members + "}";
            decoder.decode(
                    new ReplyEvent.Chunk(
                            Dialect.OPENAI_CHAT, chunk.replace('\'', '"').getBytes(UTF_8)),
                    out);
        }
        assertThat(cited(out)).hasSize(3);
    }

    @Test
    void annotationsOfOtherKindsAreLeftOut() {
        assertThat(decoded("{'content':'so','annotations':[{'type':'file_citation','file_citation':{'file_id':'f'}},7,"
                        + "{'type':'url_citation'}]}"))
                .noneMatch(ReplyEvent.Cited.class::isInstance);
        assertThat(decoded("{'content':'so','annotations':'none'}")).noneMatch(ReplyEvent.Cited.class::isInstance);
    }

    @Test
    void sourcesComeBehindTheirText() {
        List<ReplyEvent> told = decoded("{'annotations':[{'type':'url_citation','url_citation':{'url':'u'}}],"
                + "'content':'so','refusal':'no'}");
        assertThat(told.subList(0, 3))
                .containsExactly(
                        new ReplyEvent.Text(0, "so"),
                        new ReplyEvent.Cited(0, new Citation("u", "", null, null)),
                        new ReplyEvent.Refused(0, "no"));
    }

    private static String annotation(String choice) {
        return choice.replace('\'', '"');
    }

    @Test
    void aSourceWithoutAPlaceStandsForTheTextSoFar() {
        var writer = new ChunkWriter("m", false, TestingStreams.CLOCK);
        List<byte[]> out = new ArrayList<>();
        writer.write(new ReplyEvent.Text(0, "é😀"), out);
        writer.write(new ReplyEvent.Cited(0, A), out);
        writer.write(new ReplyEvent.Text(0, "so"), out);
        writer.write(new ReplyEvent.Cited(0, new Citation("u", "", new Citation.Place(1, 3), "there")), out);
        writer.write(new ReplyEvent.Cited(1, A), out);
        assertThat(out.stream()
                        .map(message -> Json.parse(new String(message, UTF_8)).at("/choices/0"))
                        .filter(choice -> choice.at("/delta/annotations").isArray())
                        .map(choice -> choice.path("index").asText() + choice.at("/delta/annotations")))
                .containsExactly(
                        annotation("0[{'type':'url_citation','url_citation':{'start_index':0,'end_index':2,"
                                + "'url':'https://a.example','title':'A'}}]"),
                        annotation("0[{'type':'url_citation','url_citation':{'start_index':1,'end_index':3,"
                                + "'url':'u','title':'','content':'there'}}]"),
                        annotation("1[{'type':'url_citation','url_citation':{'start_index':0,'end_index':0,"
                                + "'url':'https://a.example','title':'A'}}]"));
    }

    @Test
    void anAnswerHasTheAnnotationsOfAllItsPieces() {
        var writer = new CompletionWriter("p", "m", TestingStreams.CLOCK);
        writer.accept(new ReplyEvent.Text(0, "so"));
        writer.accept(new ReplyEvent.Cited(0, A));
        writer.accept(new ReplyEvent.Cited(0, A.at(1, 2)));
        writer.accept(new ReplyEvent.Finished(0, "stop"));
        assertThat(Json.parse(new String(writer.finish(), UTF_8)).at("/choices/0/message/annotations"))
                .isEqualTo(
                        Json.parse(annotation("[{'type':'url_citation','url_citation':{'start_index':0,'end_index':2,"
                                + "'url':'https://a.example','title':'A'}},{'type':'url_citation','url_citation':"
                                + "{'start_index':1,'end_index':2,'url':'https://a.example','title':'A'}}]")));
    }
}
