package org.broadsheet.sandbox.engine.periods;

import org.broadsheet.sandbox.engine.Doc;
import org.broadsheet.sandbox.engine.Fields;
import org.broadsheet.sandbox.engine.Step;
import org.broadsheet.sandbox.engine.discounts.Discounts;

/** What an item costs when the subscription's discounts are off: prorations are counted from it and get none again. */
final class Discounted {
    private Discounted() {}

    static long full(Step step, Doc subscription, Fields item) {
        var items = subscription.objects("items.data");
        var left = items.stream().mapToLong(Charge::full).toArray();
        for (var discount : Discounts.inForce(step, subscription)) {
            var reduction = Discounts.reduction(step.need(discount));
            var eligible = left.clone();
            for (int i = 0; i < eligible.length; i++)
                if (!reduction.fits(items.get(i).find("price.product"))) eligible[i] = 0;
            var off = reduction.spread(eligible, subscription.text("currency"));
            for (int i = 0; i < left.length; i++) left[i] -= off[i];
        }
        for (int i = 0; i < left.length; i++) if (items.get(i).is("id", item.text("id"))) return left[i];
        return Charge.full(item);
    }
}
