package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyCallsTest {
    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String whole(String json) {
        return new String(LegacyCalls.whole(bytes(json)), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void theFirstCallIsTheFunctionCall() {
        assertThat(
                        whole(
                                "{'choices':[{'message':{'role':'assistant','content':null,'tool_calls':["
                                        + "{'id':'a','type':'function','function':{'name':'f','arguments':'1'}},"
                                        + "{'id':'b','type':'function','function':{'name':'g','arguments':'2'}}]},'finish_reason':'tool_calls'}]}"))
                .isEqualTo("{'choices':[{'message':{'role':'assistant','content':null,"
                        + "'function_call':{'name':'f','arguments':'1'}},'finish_reason':'function_call'}]}");
    }

    @Test
    void whatHasNoCallsKeepsItsBytes() {
        byte[] text = bytes("{ 'choices':[ {'message':{'content':'x'},'finish_reason':'stop'}],'n': 1.10}");
        assertThat(LegacyCalls.whole(text)).isSameAs(text);
        byte[] own = bytes("{'choices':[{'message':{'function_call':{'name':'f'}},'finish_reason':'function_call'}]}");
        assertThat(LegacyCalls.whole(own)).isSameAs(own);
    }

    @Test
    void aStreamTellsOneCall() {
        List<byte[]> messages = new ArrayList<>(List.of(
                bytes(
                        "{'choices':[{'delta':{'role':'assistant','tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':''}}]}}]}"),
                bytes("{'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'1'}}]}}]}"),
                bytes(
                        "{'choices':[{'delta':{'tool_calls':[{'index':1,'id':'b','function':{'name':'g','arguments':'2'}}]}}]}"),
                bytes("{'choices':[{'delta':{},'finish_reason':'tool_calls'}]}"),
                bytes("{'choices':[],'usage':{}}")));
        LegacyCalls.chunks(messages);
        assertThat(messages.stream().map(message -> new String(message, StandardCharsets.UTF_8).replace('"', '\'')))
                .containsExactly(
                        "{'choices':[{'delta':{'role':'assistant','function_call':{'name':'f','arguments':''}}}]}",
                        "{'choices':[{'delta':{'function_call':{'arguments':'1'}}}]}",
                        "{'choices':[{'delta':{},'finish_reason':'function_call'}]}",
                        "{'choices':[],'usage':{}}");
    }
}
