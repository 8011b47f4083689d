package dev.sluice.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Content;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.ToolChoice;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsePromptReaderTest {
    private static Prompt read(String json) {
        return TestingResponses.request(json).prompt();
    }

    @Test
    void aTextIsTheUsersMessageBehindTheInstructions() {
        assertThat(read("{'input':'hi','instructions':'be brief'}").messages())
                .containsExactly(Message.of(Role.SYSTEM, "be brief"), Message.of(Role.USER, "hi"));
    }

    @Test
    void aWholeConversationIsReadAsMessages() {
        List<Message> messages = read("""
                {'input':[
                  {'role':'developer','content':'rules'},
                  {'role':'user','content':[{'type':'input_text','text':'look'},
                     {'type':'input_image','image_url':'data:image/png;base64,iVBORw0KGgo=','detail':'low'}]},
                  {'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'hm'}]},
                  {'type':'message','id':'msg_1','role':'assistant','status':'completed',
                     'content':[{'type':'output_text','text':'calling','annotations':[]}]},
                  {'type':'function_call','call_id':'a','name':'f','arguments':'{}'},
                  {'type':'function_call','call_id':'b','name':'g','arguments':'{1}'},
                  {'type':'function_call_output','call_id':'a','output':'one'},
                  {'type':'function_call_output','call_id':'b','output':[{'type':'input_text','text':'two'}]},
                  {'role':'assistant','content':[{'type':'refusal','refusal':'no'}]},
                  {'role':'user','content':'bye'}]}
                """).messages();
        assertThat(messages.stream().map(Message::role))
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT, Role.USER);
        assertThat(messages.get(1).parts())
                .containsExactly(new Part.Text("look"), new Part.Image(Content.of("image/png", "iVBORw0KGgo="), "low"));
        assertThat(messages.get(2).parts())
                .containsExactly(
                        new Part.Thought("hm", null),
                        new Part.Text("calling"),
                        new Part.ToolUse("a", "f", "{}"),
                        new Part.ToolUse("b", "g", "{1}"));
        assertThat(messages.get(3).parts())
                .containsExactly(
                        new Part.ToolResult("a", List.of(new Part.Text("one")), false),
                        new Part.ToolResult("b", List.of(new Part.Text("two")), false));
        assertThat(messages.get(4).parts()).containsExactly(new Part.Refusal("no"));
    }

    @Test
    void twoAnswersInARowStayTwoMessages() {
        assertThat(read("{'input':[{'role':'assistant','content':'a'},{'role':'assistant','content':'b'}]}")
                        .messages())
                .containsExactly(Message.of(Role.ASSISTANT, "a"), Message.of(Role.ASSISTANT, "b"));
    }

    @Test
    void filesAndSoundsAreContent() {
        List<Part> parts = read("""
                {'input':[{'role':'user','content':[
                  {'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,QQ=='},
                  {'type':'input_file','file_url':'https://example.com/a.pdf'},
                  {'type':'input_file','file_id':'file-1'},
                  {'type':'input_audio','input_audio':{'data':'QQ==','format':'mp3'}}]}]}
                """).messages().getFirst().parts();
        assertThat(parts)
                .containsExactly(
                        new Part.File("a.pdf", Content.of("application/pdf", "QQ=="), null),
                        new Part.File(null, new Content(null, null, "https://example.com/a.pdf"), null),
                        new Part.File(null, null, "file-1"),
                        new Part.Audio(Content.of("audio/mpeg", "QQ==")));
    }

    @Test
    void toolsFormatAndReasoningAreRead() {
        Prompt prompt = read("""
                {'input':'x','tools':[{'type':'function','name':'f','description':'d',
                   'parameters':{'type':'object'},'strict':true},{'type':'function','name':'g'}],
                 'tool_choice':{'type':'function','name':'f'},'parallel_tool_calls':false,
                 'text':{'format':{'type':'json_schema','name':'n','schema':{'type':'object'},'strict':true},
                   'verbosity':'low'},
                 'reasoning':{'effort':'high','summary':'auto'},'max_output_tokens':77,'temperature':0.5,'top_p':0.9,
                 'user':'u','service_tier':'flex','top_k':5}
                """);
        assertThat(prompt.tools()).hasSize(2);
        assertThat(prompt.tools().getFirst().description()).isEqualTo("d");
        assertThat(prompt.tools().getFirst().strict()).isTrue();
        assertThat(prompt.tools().getLast().strict()).isNull();
        assertThat(prompt.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(prompt.parallelTools()).isFalse();
        assertThat(prompt.format()).isInstanceOf(OutputFormat.JsonSchema.class);
        assertThat(prompt.reasoning().effort()).isEqualTo("high");
        assertThat(prompt.reasoning().shown()).isTrue();
        assertThat(prompt.sampling().maxTokens()).isEqualTo(77);
        assertThat(prompt.sampling().temperature()).isEqualByComparingTo(new BigDecimal("0.5"));
        assertThat(prompt.user()).isEqualTo("u");
        assertThat(prompt.others()).containsOnlyKeys("service_tier", "top_k", "verbosity");
    }

    @Test
    void allowedToolsAreTheOnlyOnes() {
        Prompt prompt = read("""
                {'input':'x','tools':[{'type':'function','name':'f'},{'type':'function','name':'g'}],
                 'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'g'}]}}
                """);
        assertThat(prompt.tools()).hasSize(1);
        assertThat(prompt.tools().getFirst().name()).isEqualTo("g");
        assertThat(prompt.toolChoice()).isEqualTo(new ToolChoice.Required());
    }

    @Test
    void toolsOfOpenAiAreLeftOutBesideTheCallersOwn() {
        Prompt prompt = read("""
                {'input':'x','tools':[{'type':'web_search','external_web_access':false},{'type':'function','name':'f'},
                  {'type':'image_generation'},{'type':'tool_search'}],'tool_choice':'auto'}
                """);
        assertThat(prompt.tools()).hasSize(1);
        assertThat(prompt.tools().getFirst().name()).isEqualTo("f");
    }

    @Test
    void toolsOfANamespaceAreKnownByBothNames() {
        Prompt prompt = read("""
                {'input':[{'role':'user','content':'x'},
                   {'type':'function_call','call_id':'c','namespace':'mcp__docs','name':'find','arguments':'{}'},
                   {'type':'function_call_output','call_id':'c','output':'done'}],
                 'tools':[{'type':'namespace','name':'mcp__docs','description':'d','tools':[
                    {'type':'function','name':'find','parameters':{'type':'object'}},{'type':'custom','name':'edit'}]}]}
                """);
        assertThat(prompt.tools()).extracting("name").containsExactly("mcp__docs__find", "mcp__docs__edit");
        assertThat(prompt.messages().get(1).parts()).containsExactly(new Part.ToolUse("c", "mcp__docs__find", "{}"));
    }

    @Test
    void aToolThatTakesPlainTextIsAFunctionOfThatText() {
        Prompt prompt = read("""
                {'input':[{'role':'user','content':'x'},
                   {'type':'custom_tool_call','call_id':'c','name':'apply_patch','input':'say \\'no\\''},
                   {'type':'custom_tool_call_output','call_id':'c','output':'done'}],
                 'tools':[{'type':'custom','name':'apply_patch','description':'d',
                   'format':{'type':'grammar','syntax':'lark','definition':'start: X'}}],
                 'tool_choice':{'type':'custom','name':'apply_patch'}}
                """.replace("\\'", "\\\""));
        assertThat(prompt.tools().getFirst().name()).isEqualTo("apply_patch");
        assertThat(prompt.tools().getFirst().parameters().at("/required/0").asText())
                .isEqualTo("input");
        assertThat(prompt.tools().getFirst().parameters().toString()).contains("lark", "start: X");
        assertThat(prompt.toolChoice()).isEqualTo(new ToolChoice.Named("apply_patch"));
        assertThat(prompt.messages().get(1).parts())
                .containsExactly(new Part.ToolUse("c", "apply_patch", "{\"input\":\"say \\\"no\\\"\"}"));
        assertThat(prompt.messages().get(2).parts())
                .containsExactly(new Part.ToolResult("c", List.of(new Part.Text("done")), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'input':'x','tools':[{'type':'web_search'}]} | tools | 'web_search'",
                "{'input':'x','tools':[{'type':'local_shell'}]} | tools | 'local_shell'",
                "{'input':'x','tool_choice':{'type':'file_search'}} | tool_choice | 'file_search'",
                "{'input':[{'type':'mcp_call','id':'m'}]} | input | 'mcp_call'",
                "{'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}]} | input | file_id",
                "{'input':'x','prompt':{'id':'p'}} | prompt | stored prompt",
                "{'input':'x','top_logprobs':2} | top_logprobs | probability",
                "{'input':'x','include':['message.output_text.logprobs']} | include | probability"
            })
    void whatNoOtherDialectCanSayIsRefusedByName(String json, String param, String named) {
        var refused = catchThrowableOfType(RefusedException.class, () -> read(json));
        var invalid = (Failure.Invalid) refused.failure();
        assertThat(invalid.param()).isEqualTo(param);
        assertThat(invalid.code()).isEqualTo("unsupported_value");
        assertThat(invalid.message()).containsIgnoringCase(named);
    }

    @Test
    void anUnknownReferenceIsNotFound() {
        var refused = catchThrowableOfType(
                RefusedException.class, () -> read("{'input':[{'type':'item_reference','id':'msg_x'}]}"));
        assertThat(refused.failure()).isInstanceOf(Failure.NotFound.class);
    }
}
