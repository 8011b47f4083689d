package dev.sluice.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | input | missing_required_parameter",
                "{'input':null} | input | missing_required_parameter",
                "{'input':''} | input | invalid_value",
                "{'input':[]} | input | invalid_value",
                "{'input':5} | input | invalid_type",
                "{'input':['x']} | input[0] | invalid_type",
                "{'input':[{}]} | input[0].type | missing_required_parameter",
                "{'input':[{'type':'poem'}]} | input[0].type | invalid_value",
                "{'input':[{'type':7}]} | input[0].type | invalid_type",
                "{'input':[{'role':'king','content':'x'}]} | input[0].role | invalid_value",
                "{'input':[{'role':'user'}]} | input[0].content | missing_required_parameter",
                "{'input':[{'role':'user','content':[]}]} | input[0].content | invalid_value",
                "{'input':[{'role':'user','content':[{'type':'text','text':'x'}]}]} | input[0].content[0].type | invalid_value",
                "{'input':[{'role':'user','content':[{'type':'input_text'}]}]} | input[0].content[0].text | missing_required_parameter",
                "{'input':[{'role':'user','content':[{'type':'input_image'}]}]} | input[0].content[0] | missing_required_parameter",
                "{'input':[{'role':'user','content':[{'type':'input_image','image_url':'file:///etc'}]}]} | input[0].content[0].image_url | invalid_value",
                "{'input':[{'role':'user','content':[{'type':'input_image','image_url':'data:image/png;base64,!'}]}]} | input[0].content[0].image_url | invalid_value",
                "{'input':[{'role':'user','content':[{'type':'input_file'}]}]} | input[0].content[0] | missing_required_parameter",
                "{'input':[{'role':'user','content':[{'type':'input_file','file_url':'gopher://x'}]}]} | input[0].content[0].file_url | invalid_value",
                "{'input':[{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'x','format':'ogg'}}]}]} | input[0].content[0].input_audio.format | invalid_value",
                "{'input':[{'type':'function_call','name':'f','arguments':'{}'}]} | input[0].call_id | missing_required_parameter",
                "{'input':[{'type':'function_call_output','output':'x'}]} | input[0].call_id | missing_required_parameter",
                "{'input':[{'type':'function_call_output','call_id':'','output':'x'}]} | input[0].call_id | invalid_value",
                "{'input':[{'type':'function_call_output','call_id':'c'}]} | input[0].output | missing_required_parameter",
                "{'input':[{'type':'reasoning','id':'rs'}]} | input[0].summary | missing_required_parameter"
            },
            quoteCharacter = '`')
    void aWrongInputIsNamed(String body, String param, String code) {
        refused(body, param, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'input':'x','temperature':2.1} | temperature | invalid_value",
                "{'input':'x','temperature':'hot'} | temperature | invalid_type",
                "{'input':'x','top_p':-0.1} | top_p | invalid_value",
                "{'input':'x','top_logprobs':21} | top_logprobs | invalid_value",
                "{'input':'x','max_output_tokens':0} | max_output_tokens | invalid_value",
                "{'input':'x','max_output_tokens':1.5} | max_output_tokens | invalid_type",
                "{'input':'x','stream':'yes'} | stream | invalid_type",
                "{'input':'x','store':1} | store | invalid_type",
                "{'input':'x','instructions':[]} | instructions | invalid_type",
                "{'input':'x','metadata':{'a':1}} | metadata.a | invalid_type",
                "{'input':'x','include':'all'} | include | invalid_type",
                "{'input':'x','reasoning':'high'} | reasoning | invalid_type",
                "{'input':'x','text':{'format':{'type':'xml'}}} | text.format.type | invalid_value",
                "{'input':'x','text':{'format':{'type':'json_schema','name':'n'}}} | text.format.schema | missing_required_parameter",
                "{'input':'x','text':{'format':{'type':'json_schema','schema':{}}}} | text.format.name | missing_required_parameter",
                "{'input':'x','tools':{}} | tools | invalid_type",
                "{'input':'x','tools':[{'type':'hammer'}]} | tools[0].type | invalid_value",
                "{'input':'x','tools':[{'type':'function'}]} | tools[0].name | missing_required_parameter",
                "{'input':'x','tools':[{'type':'function','name':'a b'}]} | tools[0].name | invalid_value",
                "{'input':'x','tool_choice':'maybe'} | tool_choice | invalid_value",
                "{'input':'x','tool_choice':{'type':'function','name':'f'}} | tool_choice.name | invalid_value",
                "{'input':'x','tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'g'}]}} | tool_choice.tools[0].name | invalid_value",
                "{'input':'x','previous_response_id':''} | previous_response_id | invalid_value",
                "{'input':'x','background':true} | background | invalid_value",
                "{'input':'x','conversation':'conv_1'} | conversation | invalid_value",
                "{'input':'x','conversation':{'id':'conv_1'}} | conversation | invalid_value",
                "{'input':'x','model':''} | model | invalid_value",
                "{'input':'x','base_url':'http://x'} | base_url | invalid_value",
                "{'input':'x','user':5} | user | invalid_type"
            },
            quoteCharacter = '`')
    void aWrongParameterIsNamed(String body, String param, String code) {
        refused(body, param, code);
    }

    private static void refused(String json, String param, String code) {
        var refused = catchThrowableOfType(RefusedException.class, () -> TestingResponses.request(json));
        assertThat(refused).as(json).isNotNull();
        var invalid = (Failure.Invalid) refused.failure();
        assertThat(invalid.param()).isEqualTo(param);
        assertThat(invalid.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'input':'x'}",
                "{'input':'x','background':false,'conversation':null,'temperature':null}",
                "{'input':[{'role':'user','content':'x'}]}",
                "{'input':[{'id':'msg_1'}]}",
                "{'input':[{'type':null,'id':'msg_1'}]}",
                "{'input':[{'type':'web_search_call','id':'ws','whatever':1}]}",
                "{'input':[{'type':'reasoning','id':'rs','summary':[],'encrypted_content':null}]}",
                "{'input':'x','tools':[{'type':'web_search'}],'tool_choice':{'type':'web_search'}}",
                "{'input':'x','tools':[{'type':'function','name':'f','parameters':null,'strict':null}]}",
                "{'input':'x','include':['something.new'],'reasoning':{'effort':'gigantic'},'truncation':'auto'}",
                "{'input':'x','unheard_of':{'a':1}}"
            })
    void whatIsRightPasses(String body) {
        assertThat(TestingResponses.request(body).dialect()).isNotNull();
    }

    @Test
    void modelStreamAndProvidersAreRead() {
        ChatRequest request = TestingResponses.request(
                "{'model':'gpt','input':'x','stream':true,'provider':'a b','extra_body':{'model':'other'}}");
        assertThat(request.model()).isEqualTo("other");
        assertThat(request.stream()).isTrue();
        assertThat(request.providers()).containsExactly("a", "b");
    }
}
