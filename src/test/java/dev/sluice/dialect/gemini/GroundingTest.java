package dev.sluice.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundingTest {
    private static final String CHUNKS = "'groundingChunks':[{'web':{'uri':'https://a.example','title':'A'}},"
            + "{'retrievedContext':{'uri':'gs://b','title':'B','text':'told there'}},{'web':{'title':'no address'}}]";

    private static List<ReplyEvent> read(String... messages) {
        var reader = new ReplyReader("p");
        List<ReplyEvent> out = new ArrayList<>();
        for (String message : messages) {
            reader.accept(message.replace('\'', '"').getBytes(UTF_8), out);
        }
        reader.end(out);
        return out;
    }

    private static String said(String parts, String more) {
        return "{'candidates':[{'content':{'parts':[" + parts + "]}" + more + "}]}";
    }

    private static String told(ReplyEvent event) {
        Citation citation = ((ReplyEvent.Cited) event).citation();
        Citation.Place place = citation.place();
        return citation.title() + (place == null ? "" : " " + place.start() + "-" + place.end());
    }

    /// The answer is `é😀 rain. It rains.`: bytes 7 to 12 are `rain.`, its characters 3 to 8.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'segment':{'startIndex':7,'endIndex':12,'text':'rain.'},'groundingChunkIndices':[0]} | A 3-8, B",
                "{'segment':{'startIndex':7,'endIndex':12},'groundingChunkIndices':[1,0]} | B 3-8, A 3-8",
                "{'segment':{'endIndex':6,'text':'é😀'},'groundingChunkIndices':[0,1]} | A 0-2, B 0-2",
                "{'segment':{'partIndex':1,'startIndex':2,'endIndex':7,'text':'rain.'},'groundingChunkIndices':[0]} | A 3-8, B",
                "{'segment':{'startIndex':7,'endIndex':12,'text':'never said'},'groundingChunkIndices':[0]} | A, B",
                "{'segment':{'startIndex':7,'endIndex':999},'groundingChunkIndices':[0]} | A, B",
                "{'segment':{'startIndex':-7,'endIndex':3},'groundingChunkIndices':[0]} | A, B",
                "{'segment':{'startIndex':7,'endIndex':12},'groundingChunkIndices':[2,7,-1,'x']} | A, B",
                "{'segment':'x','groundingChunkIndices':3} | A, B",
                "7 | A, B",
            })
    void sourcesAreToldWithTheirPlaces(String support, String expected) {
        List<ReplyEvent> events = read(
                said("{'text':'é😀 ra'}", ""),
                said(
                        "{'text':'in. It rains.'}",
                        ",'finishReason':'STOP','groundingMetadata':{" + CHUNKS + ",'groundingSupports':[" + support
                                + "]}"));
        assertThat(events.subList(2, events.size() - 1).stream()
                        .map(GroundingTest::told)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
        assertThat(events.getLast()).isEqualTo(new ReplyEvent.Finished(0, "stop"));
    }

    @Test
    void whatIsToldAgainIsToldOnce() {
        String metadata = ",'groundingMetadata':{" + CHUNKS + "}";
        assertThat(read(said("{'text':'a'}", metadata), said("{'text':'b'}", metadata + ",'finishReason':'STOP'")))
                .filteredOn(ReplyEvent.Cited.class::isInstance)
                .containsExactly(
                        new ReplyEvent.Cited(0, new Citation("https://a.example", "A", null, null)),
                        new ReplyEvent.Cited(0, new Citation("gs://b", "B", null, "told there")));
    }

    @Test
    void sourcesComeBeforeTheSignatureOfTheirText() {
        assertThat(read(said(
                        "{'text':'a'},{'text':'','thoughtSignature':'c2ln'}",
                        ",'finishReason':'STOP','groundingMetadata':{'groundingChunks':"
                                + "[{'maps':{'uri':'https://m.example'}}]}")))
                .containsExactly(
                        new ReplyEvent.Text(0, "a"),
                        new ReplyEvent.Cited(0, new Citation("https://m.example", "", null, null)),
                        new ReplyEvent.Signed(0, "gemini::c2ln"),
                        new ReplyEvent.Finished(0, "stop"));
    }

    @Test
    void placesInAnAnswerThatIsTooLongToKeepAreNotTold() {
        String support = "{'segment':{'startIndex':0,'endIndex':1},'groundingChunkIndices':[0]}";
        assertThat(read(said(
                        "{'text':'" + "a".repeat((1 << 20) + 1) + "'}",
                        ",'finishReason':'STOP','groundingMetadata':{" + CHUNKS + ",'groundingSupports':[" + support
                                + "]}")))
                .contains(new ReplyEvent.Cited(0, new Citation("https://a.example", "A", null, null)));
    }
}
