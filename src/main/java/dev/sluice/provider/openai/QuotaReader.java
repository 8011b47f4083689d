package dev.sluice.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.math.BigDecimal;

/// Reads what a vendor says of an account: what stands in an envelope named `data` is taken out, and `balance` is added
/// where the vendor's own numbers give one
/// (https://openrouter.ai/docs/api-reference/credits/get-credits, https://api-docs.deepseek.com/api/get-user-balance,
/// read 2026-11-21).
final class QuotaReader {
    private QuotaReader() {}

    static ObjectNode read(String provider, byte[] json) {
        try {
            JsonNode told = WireJson.tree(WireJson.parser(json));
            JsonNode inner = told.path("data").isObject() ? told.path("data") : told;
            if (inner instanceof ObjectNode quota) {
                balance(quota);
                return quota;
            }
        } catch (IOException e) {
            // said below
        }
        throw new RefusedException(new Failure.UpstreamBroken(
                provider, "The provider '" + provider + "' tells its quota in words that are not known.", false));
    }

    private static void balance(ObjectNode quota) {
        JsonNode bought = quota.path("total_credits");
        JsonNode used = quota.path("total_usage");
        JsonNode left = quota.at("/balance_infos/0/total_balance");
        if (bought.isNumber() && used.isNumber()) {
            quota.put("balance", bought.decimalValue().subtract(used.decimalValue()));
        } else if (left.isTextual() && left.textValue().matches("-?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
            quota.put("balance", new BigDecimal(left.textValue()));
        }
    }
}
