// SPDX-License-Identifier: Apache-2.0
/** What Istio would refuse or warn of in a document: its CRD schema, its webhook and istioctl. */
@NullMarked
package io.canaryplan.istio.validation;

import org.jspecify.annotations.NullMarked;
