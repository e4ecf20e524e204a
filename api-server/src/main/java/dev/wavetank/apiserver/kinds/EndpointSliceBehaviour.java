package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;

import java.util.List;

/// EndpointSlices: the type of address is fixed, everything else counts as a generation.
final class EndpointSliceBehaviour implements KindBehaviour<EndpointSlice> {
    private static final List<String> ADDRESS_TYPES = List.of("FQDN", "IPv4", "IPv6");

    /// Upstream's maxEndpoints.
    private static final int ENDPOINTS_MAX = 1000;

    @Override
    public Kind<EndpointSlice> kind() {
        return EndpointSlice.KIND;
    }

    @Override
    public Object desired(EndpointSlice object) {
        return List.of(
                object.addressType(), object.endpoints(), object.ports(), object.meta().labels());
    }

    @Override
    public void validate(EndpointSlice object, Problems problems) {
        if (object.addressType().isEmpty()) {
            problems.required("addressType", "");
        } else if (!ADDRESS_TYPES.contains(object.addressType())) {
            problems.notSupported("addressType", object.addressType(), ADDRESS_TYPES);
        }
        if (object.endpoints().size() > ENDPOINTS_MAX) {
            problems.tooMany("endpoints", object.endpoints().size(), ENDPOINTS_MAX);
        }
        int index = 0;
        for (var endpoint : object.endpoints()) {
            if (endpoint.addresses().isEmpty()) {
                problems.required(
                        "endpoints[" + index + "].addresses", "must contain at least 1 address");
            }
            index++;
        }
    }

    @Override
    public void validateUpdate(EndpointSlice stored, EndpointSlice object, Problems problems) {
        if (!stored.addressType().equals(object.addressType())) {
            problems.immutable("addressType", new Json.Text(object.addressType()));
        }
    }
}
