// One read of an image with a sampler, written as loads: OpenCL's formulas for addressing and filtering.
#ifndef KILN_TRANSLATOR_PASSES_IMAGES_SAMPLE_TEXELS_H_
#define KILN_TRANSLATOR_PASSES_IMAGES_SAMPLE_TEXELS_H_

#include "llvm/Analysis/InstSimplifyFolder.h"
#include "llvm/IR/IRBuilder.h"
#include "translator/ir/image_ops.h"

namespace kiln::translator {

using FoldingBuilder = llvm::IRBuilder<llvm::InstSimplifyFolder>;

// The texel that `op`, a kSample, reads. The builder stands before `call`, which is op's call and may be moved into a new
// block: a sampler whose filter is known at run time only branches. `sampler` holds SamplerBits.
llvm::Value* SampleTexels(FoldingBuilder& builder, llvm::CallInst& call, const ImageOp& op, llvm::Value* sampler);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_IMAGES_SAMPLE_TEXELS_H_
