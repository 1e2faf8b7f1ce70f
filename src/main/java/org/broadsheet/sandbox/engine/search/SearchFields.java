package org.broadsheet.sandbox.engine.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each kind can be searched by, as Stripe lists it; a tilde works in strings only, more and less in numbers only. */
final class SearchFields {
    /** Where the path in the object differs from the name, it stands behind the equals sign. */
    private static final Map<String, Map<String, Field>> KNOWN = read("""
            charge amount:number billing_details.address.postal_code:token created:number currency:token customer:token
            charge disputed:token payment_method_details.card.brand:token payment_method_details.card.exp_month:number
            charge payment_method_details.card.exp_year:number payment_method_details.card.fingerprint:token
            charge payment_method_details.card.last4:token refunded:token status:token
            customer created:number email:string name:string phone:string
            invoice created:number currency:token customer:token number:string receipt_number:string status:token
            invoice last_finalization_error_code:token=last_finalization_error.code
            invoice last_finalization_error_type:token=last_finalization_error.type
            invoice subscription:token=parent.subscription_details.subscription total:number
            payment_intent amount:number created:number currency:token customer:token status:token
            price active:token currency:token lookup_key:string product:token type:token
            product active:token description:string name:string shippable:token url:string
            subscription created:number status:token
            """);

    private SearchFields() {}

    enum Type {
        TOKEN,
        STRING,
        NUMBER
    }

    record Field(String path, Type type) {}

    private static Map<String, Map<String, Field>> read(String text) {
        var known = new LinkedHashMap<String, Map<String, Field>>();
        for (var line : text.strip().split("\n")) {
            var words = line.split(" ");
            var fields = known.computeIfAbsent(words[0], kind -> new LinkedHashMap<>());
            for (int i = 1; i < words.length; i++) {
                var parts = words[i].split("[:=]");
                fields.put(
                        parts[0],
                        new Field(
                                parts.length > 2 ? parts[2] : parts[0],
                                Type.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT))));
            }
        }
        return known;
    }

    static @Nullable Field find(String kind, String name) {
        return KNOWN.getOrDefault(kind, Map.of()).get(name);
    }

    static Set<String> names(String kind) {
        return KNOWN.getOrDefault(kind, Map.of()).keySet();
    }
}
