// SPDX-License-Identifier: Apache-2.0
/**
 * The label {@code rollouts-pod-template-hash} of a pod template, and whether an edit of a template
 * starts a rollout (hash.md).
 *
 * <p>Data flows one way: YAML nodes ({@code YamlJson}) → JSON values ({@code TemplateDecoder}, with
 * the rules of the API server) → a typed tree ({@code TypedValue}) → JSON text ({@code
 * TemplateJson}) → hash. The field lists and defaults are tables beside the classes.
 */
@NullMarked
package io.canaryplan.hash;

import org.jspecify.annotations.NullMarked;
