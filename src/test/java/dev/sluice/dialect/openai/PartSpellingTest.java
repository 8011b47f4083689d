package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images, sounds and files however callers spell them.
class PartSpellingTest {
    private static ChatRequest read(String part) {
        String body = "{'messages':[{'role':'system','content':'x', 'odd': 1.50},"
                + "{'role':'user','content':[{'type':'text','text':'what?'}," + part + "],'own':1.0}]}";
        return ChatRequestReader.read(body.replace('\'', '"').getBytes(UTF_8), Map.of());
    }

    private static String part(ChatRequest request) {
        return request.document().tree().at("/messages/1/content/1").toString().replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'image_url','image_url':{'url':'iVBORw0KGgo='}}"
                        + "| {'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}",
                "{'type':'image_url','image_url':{'url':'/9j/4AAQ','detail':'low'}}"
                        + "| {'type':'image_url','image_url':{'url':'data:image/jpeg;base64,/9j/4AAQ','detail':'low'}}",
                "{'type':'input_audio','input_audio':{'data':'data:audio/mpeg;base64,SUQz'}}"
                        + "| {'type':'input_audio','input_audio':{'data':'SUQz','format':'mp3'}}",
                "{'type':'input_audio','input_audio':{'data':'data:audio/x-wav;base64,SUQz','format':'mp3'}}"
                        + "| {'type':'input_audio','input_audio':{'data':'SUQz','format':'mp3'}}",
                "{'type':'input_audio','input_audio':{'data':'SUQzBAAA'}}"
                        + "| {'type':'input_audio','input_audio':{'data':'SUQzBAAA','format':'mp3'}}",
                "{'type':'file','file':{'file_data':'JVBERi0xLjc='}}"
                        + "| {'type':'file','file':{'file_data':'data:application/pdf;base64,JVBERi0xLjc=','filename':'file.pdf'}}",
                "{'type':'file','file':{'file_data':'JVBERi0xLjc=','filename':'a.pdf'}}"
                        + "| {'type':'file','file':{'file_data':'data:application/pdf;base64,JVBERi0xLjc=','filename':'a.pdf'}}"
            })
    void everySpellingBecomesOpenAis(String told, String settled) {
        ChatRequest request = read(told);
        assertThat(part(request)).isEqualTo(settled);
        assertThat(new String(request.document().bytes(), UTF_8))
                .contains("\"odd\": 1.50")
                .contains("\"own\":1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}",
                "{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}",
                "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}",
                "{'type':'input_audio','input_audio':{'data':'https://example.org/a.mp3'}}",
                "{'type':'file','file':{'file_data':'data:text/plain;base64,AAAA'}}",
                "{'type':'file','file':{'file_data':'https://example.org/a.pdf','filename':'b'}}"
            })
    void whatIsOpenAisOrAnAddressKeepsItsBytes(String told) {
        ChatRequest request = read(told);
        assertThat(new String(request.document().bytes(), UTF_8)).contains(told.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'image_url','image_url':{'url':'/etc/passwd'}}       | messages[1].content[1].image_url.url",
                "{'type':'image_url','image_url':{'url':'/etc/cron/ab'}}      | messages[1].content[1].image_url.url",
                "{'type':'image_url','image_url':{'url':'file:///etc/passwd'}}| messages[1].content[1].image_url.url",
                "{'type':'image_url','image_url':{'url':'./cat.png'}}         | messages[1].content[1].image_url.url",
                "{'type':'input_audio','input_audio':{'data':'/home/me/a.wav','format':'wav'}} | messages[1].content[1].input_audio.data",
                "{'type':'input_audio','input_audio':{'data':'AAAA'}}         | messages[1].content[1].input_audio.format",
                "{'type':'file','file':{'file_data':'/etc/shadow'}}           | messages[1].content[1].file.file_data",
                "{'type':'file','file':{'file_data':'~/.ssh/id_rsa'}}         | messages[1].content[1].file.file_data",
                "{'type':'file','file':{'file_data':''}}                      | messages[1].content[1].file.file_data"
            })
    void filesOfTheMachineAreNotRead(String told, String param) {
        Failure.Invalid failure = (Failure.Invalid)
                catchThrowableOfType(RefusedException.class, () -> read(told)).failure();
        assertThat(failure.param()).isEqualTo(param);
    }

    @Test
    void theRefusalSaysThatNoFileIsRead() {
        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> read("{'type':'file','file':{'file_data':'/etc/shadow'}}")))
                .hasMessageContaining("files of the gateway's machine are not read");
    }
}
