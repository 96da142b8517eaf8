// ExpandSampling: computes what a sampler does, and makes integers fit the image that they are written to.
//
// Why: a sampler decides how coordinates become texels. OpenCL states that by formulas (specification, "Image Addressing and
// Filtering"). Vulkan's samplers keep to them only in part: unnormalised coordinates exist for few kinds of images, weights may
// have 8 bits, and an argument sampler says only at run time whether its coordinates are normalised. So a read with a sampler
// becomes address arithmetic and plain loads, with the same result on every target; of a literal sampler only the part that it
// needs remains (docs/decisions/0007-samplers.md). Likewise write_imagei and write_imageui saturate, where SPIR-V leaves a value
// that does not fit undefined.
//
//   before:  %t = call @kiln.image.sample.ff.image2d_ro(%image, %sampler, <2 x float> %at)     (nearest, clamp to edge)
//   after:   %x = fptosi (min (max (floor %at.x), 0), width - 1) ...
//            %t = call @kiln.image.load.f.image2d_ro(%image, <2 x i32> (%x, %y))
//
// Requires: inlined kernel in SSA form after BranchOnImages: images are kernel arguments, samplers are arguments or literals.
// Establishes: no kiln.image.sample and no sampler values but arguments of kiln.sampler.bits; every image operation names an
// argument, and all that touch its texels agree on their element (else a diagnostic, kUnsupportedImage).
// Tests: tests/language/images, expand_sampling_test.cpp.
#ifndef KILN_TRANSLATOR_PASSES_IMAGES_EXPAND_SAMPLING_H_
#define KILN_TRANSLATOR_PASSES_IMAGES_EXPAND_SAMPLING_H_

#include "translator/ir/kernel_ir.h"
#include "translator/passes/pass_context.h"

namespace kiln::translator {

void ExpandSampling(PassContext& context, KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_IMAGES_EXPAND_SAMPLING_H_
